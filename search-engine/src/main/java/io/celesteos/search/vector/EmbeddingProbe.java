package io.celesteos.search.vector;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.contracts.request.RequestContext;
import java.time.Duration;

/** Whether queries can be embedded; without it the lexical branch answers alone. */
final class EmbeddingProbe implements DependencyProbe {

    private static final Duration LIMIT = Duration.ofMillis(800);

    private final EmbeddingClient client;

    EmbeddingProbe(EmbeddingClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "embedding-service";
    }

    @Override
    public DependencyState check() {
        try {
            RequestContext.background(LIMIT).call(client::models);
            return DependencyState.healthy();
        } catch (RemoteFailure away) {
            return DependencyState.degraded("unreachable");
        } catch (Exception unexpected) {
            return DependencyState.degraded("unknown");
        }
    }
}
