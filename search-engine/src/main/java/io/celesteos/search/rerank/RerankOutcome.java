package io.celesteos.search.rerank;

import io.celesteos.search.retrieval.PassageKey;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What reranking came to. */
public sealed interface RerankOutcome {

    /**
     * The head in its new order.
     *
     * @param scores final score, 0 to 1, by key, best first; what is not in it follows in the fused order
     */
    record Reranked(SequencedMap<PassageKey, Double> scores, String model) implements RerankOutcome {
        public Reranked {
            scores = new LinkedHashMap<>(scores);
        }
    }

    /**
     * The fused order stands, and nobody promised more: no reranker is installed. Such an answer is kept like any
     * other, so this is for what only settings change; one that may be there for the next query was missed.
     */
    record NotInstalled() implements RerankOutcome {}

    /** The fused order stands although a reranker is installed: it was late or failed. */
    record Missed() implements RerankOutcome {}
}
