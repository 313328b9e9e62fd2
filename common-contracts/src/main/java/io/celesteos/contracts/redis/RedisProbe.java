package io.celesteos.contracts.redis;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code redis} in the health report; without it everything is answered, by each instance on its own. */
public final class RedisProbe implements DependencyProbe {

    private static final Duration LIMIT = Duration.ofMillis(400);

    private final RedisLink link;

    public RedisProbe(RedisLink link) {
        this.link = link;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public DependencyState check() {
        try {
            link.connection(LIMIT).async().ping().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return DependencyState.healthy();
        } catch (ExecutionException | TimeoutException | RuntimeException gone) {
            return DependencyState.degraded("unreachable");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return DependencyState.degraded("unknown");
        }
    }
}
