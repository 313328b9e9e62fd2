package io.celesteos.search.rerank;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.retrieval.PassageKey;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The head of the fused order in its new order. Fused scores and rerank scores are scaled to 0..1 by their least
 * and greatest in the head, lexical scores by the greatest alone, and mixed; a reranker that helps on one collection
 * can hurt on another, and a mixture did not on any that was measured. Ranks do not tell a clear lexical win from a
 * narrow one: that is why the lexical score is in it beside the fused one.
 *
 * <p>A record, which a reranker may not know, is judged by a part of its lexical score in place of the missing one.
 * Whatever else was not scored keeps its rank, and the others are ordered among themselves. Rerank scores that are as
 * good as equal say nothing: the closer they lie together, the less they count, down to not at all.
 */
public final class BlendedHead {

    /** Rounding token vectors to 8 bits moves a score by as much. */
    private static final double NOISE = 0.001;

    private static final Comparator<Map.Entry<PassageKey, Double>> BEST_FIRST =
            Map.Entry.<PassageKey, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private BlendedHead() {}

    /**
     * @param rerank of the rerank score, 0 to 1
     * @param lexical share of the lexical score in the rest, 0 to 1
     * @param records of its lexical score in place of a record's rerank score, 0 to 1
     */
    public record Weights(double rerank, double lexical, double records) {}

    /**
     * @param head in the fused order
     * @param rerank scores of some or all of it
     * @param weights what counts how much
     * @return key to score, best first, ties by key; 0 to 1 where the fused scores of the head alone would be 1
     *     for its first and 0 for its last
     */
    public static SequencedMap<PassageKey, Double> of(
            List<FusedCandidate> head, Map<PassageKey, Double> rerank, Weights weights) {
        DoubleSummaryStatistics fused =
                head.stream().mapToDouble(FusedCandidate::rrfScore).summaryStatistics();
        DoubleSummaryStatistics again =
                rerank.values().stream().mapToDouble(Double::doubleValue).summaryStatistics();
        double telling = Math.min(1, (again.getMax() - again.getMin()) / NOISE);
        double share = rerank.isEmpty() ? 0 : weights.rerank() * telling;
        double clearest = head.stream().mapToDouble(BlendedHead::lexical).max().orElse(0);

        Map<PassageKey, Double> mixed = new HashMap<>();
        for (FusedCandidate each : head) {
            Double score = rerank.get(each.key());
            double lexical = clearest > 0 ? lexical(each) / clearest : 0;
            double before = clearest > 0
                    ? (1 - weights.lexical()) * scaled(each.rrfScore(), fused) + weights.lexical() * lexical
                    : scaled(each.rrfScore(), fused);
            if (score != null) {
                mixed.put(each.key(), (1 - share) * before + share * scaled(score, again));
            } else if (lexical > 0 && each.key().type() != HitType.DOCUMENT_CHUNK) {
                mixed.put(each.key(), (1 - share) * before + share * weights.records() * lexical);
            }
        }
        Iterator<Map.Entry<PassageKey, Double>> scored =
                mixed.entrySet().stream().sorted(BEST_FIRST).iterator();
        SequencedMap<PassageKey, Double> order = new LinkedHashMap<>();
        double ceiling = 1;
        for (FusedCandidate each : head) {
            Map.Entry<PassageKey, Double> next = mixed.containsKey(each.key())
                    ? scored.next()
                    : Map.entry(each.key(), scaled(each.rrfScore(), fused));
            // What keeps its rank may be worth more than what was moved above it.
            ceiling = Math.min(ceiling, next.getValue());
            order.put(next.getKey(), ceiling);
        }
        return order;
    }

    private static double lexical(FusedCandidate candidate) {
        Place place = candidate.bm25();
        return place == null ? 0 : Math.max(0, place.score());
    }

    private static double scaled(double score, DoubleSummaryStatistics among) {
        double spread = among.getMax() - among.getMin();
        return spread > 0 ? (score - among.getMin()) / spread : 1;
    }
}
