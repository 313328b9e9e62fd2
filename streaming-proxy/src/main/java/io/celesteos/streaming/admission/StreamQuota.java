package io.celesteos.streaming.admission;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The places for queries in work, and each yacht's share of them; who finds none is refused at once instead of
 * waiting. Thread-safe.
 */
@Component
@EnableConfigurationProperties(AdmissionProperties.class)
public class StreamQuota {

    /** Header that says how many more streams the yacht may begin in this minute. */
    public static final String REMAINING_HEADER = "X-RateLimit-Remaining";

    private final AdmissionProperties properties;
    private final Semaphore places;
    private final YachtShares yachts;

    @Autowired
    StreamQuota(AdmissionProperties properties, MeterRegistry registry) {
        this(properties, registry, System::nanoTime);
    }

    StreamQuota(AdmissionProperties properties, MeterRegistry registry, LongSupplier nanos) {
        this.properties = properties;
        this.places = new Semaphore(properties.maxStreams());
        this.yachts = new YachtShares(properties, nanos);
        Gauge.builder("streaming.open", this, StreamQuota::taken)
                .description("Queries in work")
                .register(registry);
    }

    /**
     * A place, to be closed when the query is done.
     *
     * @throws ProblemException {@code overloaded} when all are taken, {@code rate_limited} when the yacht has its
     *     share
     */
    public Place take(YachtId yacht) {
        if (!places.tryAcquire()) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED,
                    "All " + properties.maxStreams() + " streams are in use. Try again in a moment.",
                    properties.retryAfter());
        }
        try {
            return new Place(yacht, yachts.enter(yacht));
        } catch (ProblemException limited) {
            places.release();
            throw limited;
        }
    }

    int taken() {
        return properties.maxStreams() - places.availablePermits();
    }

    /** One place; given back once, however often it is closed. */
    public final class Place implements AutoCloseable {

        private final YachtId yacht;
        private final int remaining;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place(YachtId yacht, int remaining) {
            this.yacht = yacht;
            this.remaining = remaining;
        }

        /** How many more the yacht may begin in this minute. */
        public int remaining() {
            return remaining;
        }

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                yachts.leave(yacht);
                places.release();
            }
        }
    }
}
