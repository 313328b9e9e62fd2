package io.celesteos.streaming.admission;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The places for queries in work; who finds none is refused at once instead of waiting. Thread-safe. */
@Component
@EnableConfigurationProperties(AdmissionProperties.class)
public class StreamQuota {

    private final AdmissionProperties properties;
    private final Semaphore places;

    StreamQuota(AdmissionProperties properties, MeterRegistry registry) {
        this.properties = properties;
        this.places = new Semaphore(properties.maxStreams());
        Gauge.builder("streaming.open", this, StreamQuota::taken)
                .description("Queries in work")
                .register(registry);
    }

    /**
     * A place, to be closed when the query is done.
     *
     * @throws ProblemException {@code overloaded} when all are taken
     */
    public Place take() {
        if (!places.tryAcquire()) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED,
                    "All " + properties.maxStreams() + " streams are in use. Try again in a moment.",
                    properties.retryAfter());
        }
        return new Place(places);
    }

    int taken() {
        return properties.maxStreams() - places.availablePermits();
    }

    /** One place; given back once, however often it is closed. */
    public static final class Place implements AutoCloseable {

        private final Semaphore places;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place(Semaphore places) {
            this.places = places;
        }

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                places.release();
            }
        }
    }
}
