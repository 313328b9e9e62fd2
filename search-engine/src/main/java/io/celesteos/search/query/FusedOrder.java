package io.celesteos.search.query;

import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.fusion.ReciprocalRankFusion;
import io.celesteos.search.retrieval.PassageKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The order of an answer and its scores, 0 to 1, for each kind of search. */
final class FusedOrder {

    private FusedOrder() {}

    /**
     * Reranked candidates first, in their order, then the others in the fused one.
     *
     * <p>Fused: the share of the best score there can be (first in every branch that answered). BM25 alone: the
     * share of the best hit's score. Vectors alone: the cosine similarity, 0 where it is negative.
     */
    static List<ScoredCandidate> scored(
            SearchPlan plan,
            BranchResults found,
            ReciprocalRankFusion fusion,
            List<FusedCandidate> fused,
            SequencedMap<PassageKey, Double> reranked) {
        List<ScoredCandidate> scored = new ArrayList<>(fused.size());
        double best = best(plan.type(), found, fusion);
        double ceiling = 1;
        for (PassageKey key : reranked.keySet()) {
            for (FusedCandidate candidate : fused) {
                if (candidate.key().equals(key)) {
                    ceiling = Math.min(ceiling, reranked.getOrDefault(key, 0.0));
                    scored.add(new ScoredCandidate(candidate, ceiling));
                }
            }
        }
        for (FusedCandidate candidate : fused) {
            if (!reranked.containsKey(candidate.key())) {
                // What was not reranked stands below what was, whatever its own score says.
                ceiling = Math.min(ceiling, score(plan.type(), candidate, best));
                scored.add(new ScoredCandidate(candidate, ceiling));
            }
        }
        return scored;
    }

    private static double best(SearchType type, BranchResults found, ReciprocalRankFusion fusion) {
        return switch (type) {
            case HYBRID -> fusion.best(found.bm25() != null, found.vector() != null);
            case BM25 ->
                found.lexicalList().candidates().stream()
                        .mapToDouble(candidate -> candidate.score())
                        .max()
                        .orElse(1);
            case VECTOR -> 1;
        };
    }

    private static double score(SearchType type, FusedCandidate candidate, double best) {
        double own = switch (type) {
            case HYBRID -> candidate.rrfScore();
            case BM25 -> score(candidate.bm25());
            case VECTOR -> score(candidate.vector());
        };
        return best > 0 ? Math.clamp(own / best, 0, 1) : 0;
    }

    private static double score(@Nullable Place place) {
        return place == null ? 0 : place.score();
    }
}
