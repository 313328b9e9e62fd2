package io.celesteos.embedding.rerank;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.schedule.EncodeScheduler;
import io.celesteos.embedding.tokenvector.TokenSpaces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scorer a request asks for. */
@Component
class PairScorers {

    private final ModelCatalog catalog;
    private final EncodeScheduler scheduler;
    private final TokenSpaces spaces;
    private final TokenVectorCache cache;
    private final RerankProperties properties;

    PairScorers(
            ModelCatalog catalog,
            EncodeScheduler scheduler,
            TokenSpaces spaces,
            RerankProperties properties,
            MeterRegistry meters) {
        this.catalog = catalog;
        this.scheduler = scheduler;
        this.spaces = spaces;
        this.properties = properties;
        this.cache = new TokenVectorCache(properties.cacheSize().toBytes());
        Gauge.builder("embedding.rerank.cache.bytes", cache, TokenVectorCache::bytes)
                .description("Memory taken by token vectors of passages scored before")
                .register(meters);
    }

    /**
     * @param name as answers give it, {@code cross-encoder:<model>} or {@code late-interaction:<model>}, or just
     *     the model's name or alias; null takes the first loaded cross-encoder, else late interaction with the
     *     default embedding model
     * @throws ProblemException 404 for a model that is not loaded, 400 or 404 for one of the other kind, 503 while
     *     it is being loaded
     */
    PairScorer require(@Nullable String name) {
        if (name == null) {
            return catalog.reranker(null).map(this::crossEncoder).orElseGet(() -> lateInteraction(null));
        }
        if (hasKind(name, LateInteractionScorer.KIND)) {
            return lateInteraction(name.substring(LateInteractionScorer.KIND.length()));
        }
        if (hasKind(name, CrossEncoderScorer.KIND)) {
            String model = name.substring(CrossEncoderScorer.KIND.length());
            return catalog.reranker(model).map(this::crossEncoder).orElseThrow(() -> noCrossEncoder(model));
        }
        return catalog.reranker(name).map(this::crossEncoder).orElseGet(() -> lateInteraction(name));
    }

    private static boolean hasKind(String name, String kind) {
        return name.toLowerCase(Locale.ROOT).startsWith(kind);
    }

    private PairScorer crossEncoder(LoadedModel model) {
        return new CrossEncoderScorer(model, spaces.stopTokens(model), scheduler, properties);
    }

    private PairScorer lateInteraction(@Nullable String name) {
        LoadedModel model = catalog.require(name);
        return new LateInteractionScorer(model, spaces.stopTokens(model), scheduler, cache, properties);
    }

    /** The catalog says what is installed, unless the name is that of an embedding model. */
    private ProblemException noCrossEncoder(String model) {
        LoadedModel other = catalog.require(model);
        return ProblemException.of(
                ProblemType.UNKNOWN_MODEL,
                other.name() + " is an embedding model; ask for " + LateInteractionScorer.KIND + other.name() + ".");
    }
}
