package io.celesteos.streaming.provider.chain;

import io.celesteos.streaming.event.Usage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * {@code streaming.llm.attempt} by provider and outcome, {@code streaming.llm.first.token}, {@code
 * streaming.llm.tokens} by direction, {@code streaming.llm.cost} in US dollars, {@code
 * streaming.llm.unknown.citations}, and {@code streaming.llm.quoted} for answers that no model wrote.
 */
@Component
class LlmMeters {

    private final MeterRegistry registry;

    LlmMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code outcome} is {@code complete}, {@code left} or a fault's word. */
    void attempted(String provider, String outcome, long nanos) {
        registry.timer("streaming.llm.attempt", "provider", provider, "outcome", outcome)
                .record(Duration.ofNanos(nanos));
    }

    void firstToken(String provider, long nanos) {
        registry.timer("streaming.llm.first.token", "provider", provider).record(Duration.ofNanos(nanos));
    }

    void used(Usage usage) {
        String provider = usage.provider();
        registry.counter("streaming.llm.tokens", "provider", provider, "direction", "input")
                .increment(usage.inputTokens());
        registry.counter("streaming.llm.tokens", "provider", provider, "direction", "output")
                .increment(usage.outputTokens());
        if (usage.costUsd() != null) {
            registry.counter("streaming.llm.cost", "provider", provider)
                    .increment(usage.costUsd().doubleValue());
        }
    }

    void unknownCitations(String provider, int count) {
        registry.counter("streaming.llm.unknown.citations", "provider", provider)
                .increment(count);
    }

    void quoted() {
        registry.counter("streaming.llm.quoted").increment();
    }
}
