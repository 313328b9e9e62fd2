package io.celesteos.gateway.health;

import io.celesteos.contracts.client.ServiceGuard;
import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.contracts.health.HealthStatus;
import java.time.Duration;

/** A service as it says it is, and as those who call it find it: the worse of the two. */
final class ServiceProbe implements DependencyProbe {

    /** How long a failed call is held against a service that calls itself healthy. */
    static final Duration RECENTLY = Duration.ofSeconds(5);

    private final SuiteWatch watch;
    private final ServiceGuard guard;

    ServiceProbe(SuiteWatch watch, ServiceGuard guard) {
        this.watch = watch;
        this.guard = guard;
    }

    @Override
    public String name() {
        return guard.service();
    }

    @Override
    public DependencyState check() {
        DependencyState said = watch.look().of(guard.service());
        if (said.effect() != HealthStatus.HEALTHY) {
            return said;
        }
        if (guard.isOpen()) {
            return DependencyState.degraded("breaker_open");
        }
        return guard.failing(RECENTLY) ? DependencyState.degraded("failing") : said;
    }

    @Override
    public String breaker() {
        return guard.breakerState();
    }
}
