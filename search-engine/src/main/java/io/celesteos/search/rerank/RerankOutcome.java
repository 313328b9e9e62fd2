package io.celesteos.search.rerank;

import io.celesteos.search.retrieval.PassageKey;
import java.util.Map;

/** What reranking came to. */
public sealed interface RerankOutcome {

    /**
     * At least one passage was scored.
     *
     * @param scores 0 to 1, comparable within this outcome
     * @param model that scored
     * @param whole whether all were scored that could have been
     */
    record Scored(Map<PassageKey, Double> scores, String model, boolean whole) implements RerankOutcome {
        public Scored {
            scores = Map.copyOf(scores);
        }
    }

    /**
     * There is nothing in the head that this reranker scores: the fused order stands, as it should. Such an answer
     * is kept like any other; what may be there for the next query was missed.
     */
    record NothingToScore() implements RerankOutcome {}

    /** The fused order stands although there was something to score: the reranker was late or failed. */
    record Missed() implements RerankOutcome {}
}
