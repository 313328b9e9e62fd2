package io.celesteos.search.lifecycle;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.search.vector.VectorProperties;
import io.celesteos.search.vector.VectorProperties.Backend;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What {@code GET /health} says of the database and of the indexes. */
@Configuration(proxyBeanMethods = false)
class HealthProbes {

    /** Loaded indexes answer without the database; nothing else does. */
    @Bean
    @Order(1)
    DependencyProbe postgresProbe(IndexWatch watch, VectorProperties vectors) {
        return probe("postgres", () -> {
            if (watch.databaseAnswers()) {
                return DependencyState.healthy();
            }
            return watch.loaded() && vectors.backend() == Backend.LUCENE
                    ? DependencyState.degraded("unreachable")
                    : DependencyState.unhealthy("unreachable");
        });
    }

    @Bean
    @Order(2)
    DependencyProbe indexProbe(IndexWatch watch) {
        return probe(
                "bm25_index",
                () -> watch.loaded() ? DependencyState.healthy("loaded") : DependencyState.starting("loading"));
    }

    /** How many yachts are open and how full the budget is; a folder that cannot be used costs the next start. */
    @Bean
    @Order(3)
    DependencyProbe indexStoreProbe(YachtIndexes indexes, IndexFolder folder) {
        return probe("index_store", () -> {
            String words = indexes.state().words() + ", " + folder.state().words();
            return folder.state().asConfigured() ? DependencyState.healthy(words) : DependencyState.degraded(words);
        });
    }

    private static DependencyProbe probe(String name, Check check) {
        return new DependencyProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public DependencyState check() {
                return check.now();
            }
        };
    }

    /** The state now. */
    private interface Check {
        DependencyState now();
    }
}
