package io.celesteos.search.query;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.rerank.RerankOutcome;
import io.celesteos.search.rerank.Reranker;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/** Hands the head of the fused order to the reranker, where one is installed and the caller wants it. */
@Component
class RerankStage {

    private final Reranker reranker;

    RerankStage(Reranker reranker) {
        this.reranker = reranker;
    }

    /**
     * What came back.
     *
     * @param scores final score by key, best first; empty where the fused order stands
     * @param model that scored
     * @param missed whether an installed reranker was late or failed
     */
    record Head(SequencedMap<PassageKey, Double> scores, Optional<String> model, boolean missed) {

        static Head asFused(boolean missed) {
            return new Head(new LinkedHashMap<>(), Optional.empty(), missed);
        }
    }

    Head run(SearchPlan plan, IndexSnapshot snapshot, List<FusedCandidate> fused, RequestContext context) {
        if (!plan.rerank() || reranker.depth() == 0 || fused.isEmpty()) {
            return Head.asFused(false);
        }
        long start = System.nanoTime();
        List<FusedCandidate> head = fused.stream().limit(reranker.depth()).toList();
        Map<PassageKey, Passage> passages =
                snapshot.passages(head.stream().map(FusedCandidate::key).toList());
        RerankOutcome outcome = reranker.rerank(plan.query().text(), head, passages, context.deadline());
        context.timings().add("rerank", System.nanoTime() - start);
        return switch (outcome) {
            case RerankOutcome.Reranked done -> new Head(done.scores(), Optional.of(done.model()), false);
            case RerankOutcome.Missed missed -> Head.asFused(true);
            case RerankOutcome.NotInstalled none -> Head.asFused(false);
        };
    }
}
