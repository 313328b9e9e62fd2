package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.rerank.BlendedHead;
import io.celesteos.search.rerank.RerankOutcome;
import io.celesteos.search.rerank.RerankProperties;
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

/** Hands the head of the fused order to the reranker, where one is installed, wanted and of use. */
@Component
class RerankStage {

    private final Reranker reranker;
    private final RerankProperties properties;

    RerankStage(Reranker reranker, RerankProperties properties) {
        this.reranker = reranker;
        this.properties = properties;
    }

    /**
     * What came back.
     *
     * @param scores the head in its new order, see {@link BlendedHead}; empty where the fused order stands
     * @param own the reranker's own scores, 0 to 1, in the new order; what it did not score is not among them
     * @param model that scored
     * @param lacking what the answer lacks for it
     */
    record Head(
            SequencedMap<PassageKey, Double> scores,
            SequencedMap<PassageKey, Double> own,
            Optional<String> model,
            Optional<Degradation> lacking) {

        static Head asFused() {
            return new Head(new LinkedHashMap<>(), new LinkedHashMap<>(), Optional.empty(), Optional.empty());
        }

        private static Head missed() {
            return new Head(
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    Optional.empty(),
                    Optional.of(Degradation.RERANK_UNAVAILABLE));
        }
    }

    /** Starts what needs the query alone, so that it is ready when the branches are. */
    Optional<Reranker.Attempt> begin(SearchPlan plan) {
        boolean wanted = plan.rerank() && properties.weight(plan.query().kind()) > 0 && reranker.depth() > 0;
        return wanted ? Optional.of(reranker.begin(plan.yacht(), plan.query().text())) : Optional.empty();
    }

    Head run(
            Optional<Reranker.Attempt> attempt,
            SearchPlan plan,
            IndexSnapshot snapshot,
            List<FusedCandidate> fused,
            RequestContext context) {
        if (attempt.isEmpty() || fused.isEmpty()) {
            return Head.asFused();
        }
        long start = System.nanoTime();
        Deadline by = Deadline.in(context.deadline().atMost(properties.limit()));
        List<FusedCandidate> head = fused.stream().limit(reranker.depth()).toList();
        RerankOutcome outcome = attempt.get().score(passages(head, snapshot), by);
        context.timings().add("rerank", System.nanoTime() - start);
        return switch (outcome) {
            case RerankOutcome.Scored scored -> blended(plan, head, scored);
            case RerankOutcome.NothingToScore nothing -> Head.asFused();
            case RerankOutcome.Missed missed -> Head.missed();
        };
    }

    private static SequencedMap<PassageKey, Passage> passages(List<FusedCandidate> head, IndexSnapshot snapshot) {
        Map<PassageKey, Passage> held =
                snapshot.passages(head.stream().map(FusedCandidate::key).toList());
        SequencedMap<PassageKey, Passage> passages = new LinkedHashMap<>();
        for (FusedCandidate each : head) {
            Passage passage = held.get(each.key());
            if (passage != null) {
                passages.put(each.key(), passage);
            }
        }
        return passages;
    }

    private Head blended(SearchPlan plan, List<FusedCandidate> head, RerankOutcome.Scored scored) {
        double weight = properties.weight(plan.query().kind());
        SequencedMap<PassageKey, Double> order = BlendedHead.of(
                head,
                scored.scores(),
                new BlendedHead.Weights(
                        weight, properties.blend().lexical(), properties.blend().records()));
        SequencedMap<PassageKey, Double> own = new LinkedHashMap<>();
        for (PassageKey key : order.keySet()) {
            Double score = scored.scores().get(key);
            if (score != null) {
                own.put(key, score);
            }
        }
        return new Head(
                order,
                own,
                Optional.of(scored.model()),
                scored.whole() ? Optional.empty() : Optional.of(Degradation.RERANK_INCOMPLETE));
    }
}
