package io.celesteos.embedding.rerank;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.cache.EmbeddingCacheKey;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.schedule.EncodeJob;
import io.celesteos.embedding.schedule.EncodeScheduler;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Late interaction over the token vectors of an embedding model: the query's tokens each look for their best
 * match in the passage. The query is read without the model's prompt, whose tokens would look for matches too.
 */
final class LateInteractionScorer implements PairScorer {

    static final String KIND = "late-interaction:";

    private final LoadedModel model;
    private final EncodeScheduler scheduler;
    private final TokenVectorCache cache;
    private final RerankProperties properties;

    LateInteractionScorer(
            LoadedModel model, EncodeScheduler scheduler, TokenVectorCache cache, RerankProperties properties) {
        this.model = model;
        this.scheduler = scheduler;
        this.cache = cache;
        this.properties = properties;
    }

    @Override
    public String name() {
        return KIND + model.name();
    }

    @Override
    public List<PairScore> score(String query, List<String> passages, Deadline deadline) {
        List<EmbeddingCacheKey> keys = passages.stream()
                .map(passage -> EmbeddingCacheKey.of(model.artifact(), false, passage))
                .toList();
        Map<EmbeddingCacheKey, TokenVectors> known = new LinkedHashMap<>();
        Map<EmbeddingCacheKey, String> missing = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            TokenVectors before = cache.get(keys.get(i));
            if (before == null) {
                missing.putIfAbsent(keys.get(i), passages.get(i));
            } else {
                known.put(keys.get(i), before);
            }
        }
        TokenVectors asked = encode(query, missing, known, deadline);
        return asked == null ? List.of() : compare(asked, keys, known);
    }

    /** Fills {@code known} with what could be computed in time; the query comes first. */
    private @Nullable TokenVectors encode(
            String query,
            Map<EmbeddingCacheKey, String> missing,
            Map<EmbeddingCacheKey, TokenVectors> known,
            Deadline deadline) {
        scheduler.refuseWhenFull();
        long start = System.nanoTime();
        List<TokenizedText> texts = new ArrayList<>(missing.size() + 1);
        texts.add(model.tokenizer().tokenize(query));
        missing.values()
                .forEach(
                        passage -> texts.add(model.tokenizer().tokenize(passage).cut(properties.maxPassageTokens())));
        RequestContext.current().timings().add("tokenize", System.nanoTime() - start);

        EncodeJob<TokenVectors> job = new EncodeJob<>(model, texts, TokenVectors::of, deadline);
        Duration left = deadline.remaining().minus(properties.reserve());
        scheduler.runWithin(job, left.isNegative() ? Duration.ZERO : left);
        job.report(RequestContext.current().timings());

        List<@Nullable TokenVectors> results = job.results();
        int position = 1;
        for (EmbeddingCacheKey key : missing.keySet()) {
            TokenVectors vectors = results.get(position++);
            if (vectors != null) {
                known.put(key, vectors);
                cache.put(key, vectors);
            }
        }
        return results.getFirst();
    }

    private static List<PairScore> compare(
            TokenVectors query, List<EmbeddingCacheKey> keys, Map<EmbeddingCacheKey, TokenVectors> known) {
        long start = System.nanoTime();
        List<PairScore> scores = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            TokenVectors passage = known.get(keys.get(i));
            if (passage != null) {
                scores.add(new PairScore(i, Math.clamp((1 + query.maxSim(passage)) / 2, 0.0, 1.0), false));
            }
        }
        RequestContext.current().timings().add("score", System.nanoTime() - start);
        return scores;
    }
}
