package io.celesteos.embedding.schedule;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import org.springframework.stereotype.Component;

/** {@code runners} in the health report: an open port with dead or hanging runners answers nothing. */
@Component
final class RunnersProbe implements DependencyProbe {

    private final EncodeScheduler scheduler;

    RunnersProbe(EncodeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public String name() {
        return "runners";
    }

    @Override
    public DependencyState check() {
        if (!scheduler.open()) {
            return DependencyState.unhealthy("stopping");
        }
        if (!scheduler.alive()) {
            return DependencyState.unhealthy("dead");
        }
        return scheduler.stuck() ? DependencyState.unhealthy("stuck") : DependencyState.healthy();
    }
}
