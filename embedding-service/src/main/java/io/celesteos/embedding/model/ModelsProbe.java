package io.celesteos.embedding.model;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code models} in the health report: those the settings ask for. What was asked for later hurts only its users. */
@Component
final class ModelsProbe implements DependencyProbe {

    private final ModelCatalog catalog;

    ModelsProbe(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return "models";
    }

    @Override
    public DependencyState check() {
        if (catalog.defaultState() instanceof ModelState.Failed) {
            return DependencyState.unhealthy("failed");
        }
        List<ModelState> states =
                catalog.required().stream().map(ModelSlot::state).toList();
        if (!catalog.settled() && states.stream().anyMatch(ModelState.Loading.class::isInstance)) {
            return DependencyState.starting("loading");
        }
        return states.stream().anyMatch(ModelState.Failed.class::isInstance)
                ? DependencyState.degraded("partly_loaded")
                : DependencyState.healthy("loaded");
    }
}
