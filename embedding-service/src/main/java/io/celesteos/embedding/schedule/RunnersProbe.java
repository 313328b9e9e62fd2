package io.celesteos.embedding.schedule;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import org.springframework.stereotype.Component;

/** {@code runners} in the health report: an open port with dead runners answers nothing. */
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
        return scheduler.alive() ? DependencyState.healthy() : DependencyState.unhealthy("dead");
    }
}
