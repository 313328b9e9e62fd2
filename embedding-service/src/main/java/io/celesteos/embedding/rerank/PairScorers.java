package io.celesteos.embedding.rerank;

import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.schedule.EncodeScheduler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scorer a request asks for. No cross-encoder is installed yet: all are late interaction. */
@Component
class PairScorers {

    private final ModelCatalog catalog;
    private final EncodeScheduler scheduler;
    private final TokenVectorCache cache;
    private final RerankProperties properties;

    PairScorers(ModelCatalog catalog, EncodeScheduler scheduler, RerankProperties properties) {
        this.catalog = catalog;
        this.scheduler = scheduler;
        this.properties = properties;
        this.cache = new TokenVectorCache(properties.cacheSize().toBytes());
    }

    /**
     * @param name {@code late-interaction:<model>}, or just the embedding model's name or alias; null for the
     *     default
     * @throws io.celesteos.contracts.problem.ProblemException 404 for a model that is not installed
     */
    PairScorer require(@Nullable String name) {
        LoadedModel model = catalog.require(name == null ? null : withoutKind(name));
        return new LateInteractionScorer(model, scheduler, cache, properties);
    }

    private static String withoutKind(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(LateInteractionScorer.KIND)
                ? name.substring(LateInteractionScorer.KIND.length())
                : name;
    }
}
