package io.celesteos.search.rerank;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Leaves the fused order as it is. */
@Component
final class NoReranker implements Reranker {

    @Override
    public RerankOutcome rerank(
            String query, List<FusedCandidate> fused, Map<PassageKey, Passage> passages, Deadline deadline) {
        return new RerankOutcome.NotInstalled();
    }

    @Override
    public int depth() {
        return 0;
    }
}
