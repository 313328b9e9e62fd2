package io.celesteos.search.fallback;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;

/** What became of the last passages that were sent: nothing is asked for the sake of health alone. */
final class FallbackProbe implements DependencyProbe {

    private final OpenAiEmbeddings passages;

    FallbackProbe(OpenAiEmbeddings passages) {
        this.passages = passages;
    }

    @Override
    public String name() {
        return "fallback_embeddings";
    }

    @Override
    public DependencyState check() {
        String outcome = passages.lastOutcome();
        return switch (outcome) {
            case "ok", "refused", "limited" -> DependencyState.healthy();
            default -> DependencyState.degraded(outcome);
        };
    }
}
