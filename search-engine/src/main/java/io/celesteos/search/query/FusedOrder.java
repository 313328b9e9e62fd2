package io.celesteos.search.query;

import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.fusion.ReciprocalRankFusion;
import io.celesteos.search.retrieval.PassageKey;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The order of an answer and its scores, 0 to 1, for each kind of search. */
final class FusedOrder {

    private FusedOrder() {}

    /**
     * The reranked head first, in its new order, then the others in the fused one. The head keeps the range of
     * scores that it had: its new scores, 0 to 1, are laid between the least and the greatest of its old ones, so
     * that one order goes on where the other ends.
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
        Map<PassageKey, FusedCandidate> head = new HashMap<>();
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        for (FusedCandidate candidate : fused) {
            if (reranked.containsKey(candidate.key())) {
                head.put(candidate.key(), candidate);
                range.accept(score(plan.type(), candidate, best));
            }
        }
        for (Map.Entry<PassageKey, Double> each : reranked.entrySet()) {
            FusedCandidate candidate = head.get(each.getKey());
            if (candidate != null) {
                double laid = range.getMin() + each.getValue() * (range.getMax() - range.getMin());
                ceiling = Math.min(ceiling, laid);
                scored.add(new ScoredCandidate(candidate, ceiling));
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
