package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.search.CorrectedWord;
import io.celesteos.search.retrieval.PassageKey;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The whole order that pages are cut from, without any content.
 *
 * @param plan as it was carried out
 * @param order best first, scores at or above the minimum
 * @param fusedRanks rank from 1 in the fused order, before reranking
 * @param reranked the reranker's own score of what it scored, in the new order
 * @param byDate how many stand first for their dates
 * @param recurring records that say the same again, each series newest first
 * @param bm25Results candidates of the lexical branch, {@code vectorResults} of the vector branch
 * @param corrected words that were searched for instead
 */
record RankedAnswer(
        SearchPlan plan,
        List<ScoredCandidate> order,
        Map<PassageKey, Integer> fusedRanks,
        SequencedMap<PassageKey, Double> reranked,
        int byDate,
        List<List<PassageKey>> recurring,
        int bm25Results,
        int vectorResults,
        Map<String, String> models,
        List<Degradation> degraded,
        List<CorrectedWord> corrected) {

    RankedAnswer {
        order = List.copyOf(order);
        fusedRanks = Map.copyOf(fusedRanks);
        recurring = List.copyOf(recurring);
        models = Map.copyOf(models);
        degraded = List.copyOf(degraded);
        corrected = List.copyOf(corrected);
    }

    /** Two orders with the same fingerprint are the same passages in the same places. */
    String fingerprint() {
        return Digest.of(
                order.stream().map(each -> each.candidate().key().term()).toList());
    }
}
