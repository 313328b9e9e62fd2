package io.celesteos.search.rerank;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.util.List;
import java.util.Map;

/** Re-scores the head of the fused order jointly with the query. Thread-safe. */
public interface Reranker {

    /**
     * @param fused best first
     * @param passages contents of the candidates to be scored
     * @return what became of it; never an exception for a reranker that is late or away
     */
    RerankOutcome rerank(
            String query, List<FusedCandidate> fused, Map<PassageKey, Passage> passages, Deadline deadline);

    /** How many candidates from the top it wants to see; 0 when there is no reranker. */
    int depth();
}
