package io.celesteos.streaming.provider.chain;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * The providers in their order, and how they are: {@code not_configured}, {@code healthy}, or {@code failing} when
 * none of them is asked any more just now. Thread-safe.
 */
final class Links implements DependencyProbe, ApplicationListener<ApplicationReadyEvent> {

    private final List<Link> all;

    Links(List<Link> all) {
        this.all = List.copyOf(all);
    }

    List<Link> all() {
        return all;
    }

    @Override
    public String name() {
        return "llm";
    }

    @Override
    public DependencyState check() {
        if (all.isEmpty()) {
            return DependencyState.healthy("not_configured");
        }
        return all.stream().anyMatch(Link::open) ? DependencyState.healthy() : DependencyState.degraded("failing");
    }

    /** The service answers already; the libraries are loaded beside that. */
    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        all.forEach(link -> Thread.ofVirtual().name("prepare-llm").start(link::prepare));
    }
}
