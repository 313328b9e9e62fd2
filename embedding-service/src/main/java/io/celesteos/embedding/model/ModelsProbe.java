package io.celesteos.embedding.model;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import org.springframework.stereotype.Component;

/** {@code models} in the health report. */
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
        if (catalog.states().stream().anyMatch(ModelState.Loading.class::isInstance)) {
            return DependencyState.starting("loading");
        }
        return catalog.states().stream().anyMatch(ModelState.Failed.class::isInstance)
                ? DependencyState.degraded("partly_loaded")
                : DependencyState.healthy("loaded");
    }
}
