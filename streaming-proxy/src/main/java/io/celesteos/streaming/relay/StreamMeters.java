package io.celesteos.streaming.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** {@code streaming.first.result} and {@code streaming.run}, the latter by how the run ended. */
@Component
class StreamMeters {

    private final MeterRegistry registry;
    private final Timer firstResult;

    StreamMeters(MeterRegistry registry) {
        this.registry = registry;
        this.firstResult = Timer.builder("streaming.first.result")
                .description("From the request to the first result event")
                .register(registry);
    }

    void firstResult(long nanos) {
        firstResult.record(Duration.ofNanos(nanos));
    }

    /** {@code outcome} is {@code complete}, {@code error} or {@code cancelled}. */
    void ended(String outcome, long nanos) {
        registry.timer("streaming.run", "outcome", outcome).record(Duration.ofNanos(nanos));
    }
}
