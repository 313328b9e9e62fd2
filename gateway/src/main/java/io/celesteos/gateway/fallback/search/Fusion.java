package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.SearchRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both ranked lists as one, by Reciprocal Rank Fusion (Cormack, Clarke and Büttcher 2009). */
final class Fusion {

    /** The paper's. */
    static final int K = 60;

    /** One row and where the branches put it; {@code score} is 0 to 1, and 1 for the first of every list. */
    record Fused(PassageKey key, double score, HitScores scores) {}

    private static final FusionWeights EQUAL = new FusionWeights(1, 1);
    /** No model of meaning knows what a part number stands for. */
    private static final FusionWeights FOR_CODES = new FusionWeights(2, 1);

    private Fusion() {}

    /** The caller's own, or what suits the query. */
    static FusionWeights weights(SearchRequest request, QueryWords words) {
        FusionWeights given = request.weights();
        return given != null ? given : words.codes().isEmpty() ? EQUAL : FOR_CODES;
    }

    /** Best first; where two are equal, the one that words found. */
    static List<Fused> of(List<Ranked> words, List<Ranked> vectors, FusionWeights weights) {
        Map<PassageKey, Integer> byWords = ranks(words);
        Map<PassageKey, Integer> byVector = ranks(vectors);
        double best = ((words.isEmpty() ? 0 : weights.bm25()) + (vectors.isEmpty() ? 0 : weights.vector())) / (K + 1.0);
        return Stream.concat(words.stream(), vectors.stream())
                .map(Ranked::key)
                .distinct()
                .map(key -> {
                    Integer byWord = byWords.get(key);
                    Integer byMeaning = byVector.get(key);
                    double sum = share(weights.bm25(), byWord) + share(weights.vector(), byMeaning);
                    HitScores scores = new HitScores(score(words, byWord), score(vectors, byMeaning), sum, null);
                    return new Fused(key, best > 0 ? Math.min(1, sum / best) : 0, scores);
                })
                // Sorting is stable.
                .sorted(Comparator.comparingDouble(Fused::score).reversed())
                .toList();
    }

    private static double share(double weight, @Nullable Integer rank) {
        return rank == null ? 0 : weight / (K + rank);
    }

    private static @Nullable Double score(List<Ranked> list, @Nullable Integer rank) {
        return rank == null ? null : list.get(rank - 1).score();
    }

    private static Map<PassageKey, Integer> ranks(List<Ranked> list) {
        Map<PassageKey, Integer> ranks = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            ranks.putIfAbsent(list.get(i).key(), i + 1);
        }
        return ranks;
    }
}
