package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.ReciprocalRankFusion;
import io.celesteos.search.rerank.Reranker;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.PassageKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From a plan to the order of its answer: mend the words, run both branches, fuse, refine the head. */
@Component
class SearchRanking {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final SearchPlanner planner;
    private final SpellingStage spelling;
    private final SearchBranches branches;
    private final RerankStage rerank;

    SearchRanking(SearchPlanner planner, SpellingStage spelling, SearchBranches branches, RerankStage rerank) {
        this.planner = planner;
        this.spelling = spelling;
        this.branches = branches;
        this.rerank = rerank;
    }

    /** @throws ProblemException when no branch answered */
    RankedAnswer rank(SearchRequest request, SearchPlan typed, IndexSnapshot snapshot, RequestContext context) {
        SpellingStage.Mended mended = spelling.run(typed.query(), snapshot, context);
        SearchPlan asked = typed.asking(mended.query());
        Optional<Reranker.Attempt> reranking = rerank.begin(asked);
        BranchResults found = branches.run(asked, snapshot, context);
        requireAnAnswer(asked, found, context);

        boolean byDate = found.lexicalList().byDate() > 0;
        SearchPlan plan = byDate ? planner.byDate(asked, request) : asked;
        long start = System.nanoTime();
        ReciprocalRankFusion fusion = new ReciprocalRankFusion(plan.k(), plan.weights(), plan.records());
        List<FusedCandidate> fused = fusion.fuse(found.lexicalList(), found.vectorList());
        context.timings().add("fuse", System.nanoTime() - start);

        List<Degradation> degraded = new ArrayList<>(found.degradations());
        Map<String, String> models = new LinkedHashMap<>();
        EmbeddingSpace searched = found.space();
        if (searched != null) {
            models.put("embedding", searched.model());
        }
        // A reranker knows no dates either: what was asked for newest first stays so.
        RerankStage.Head head =
                byDate ? RerankStage.Head.asFused() : rerank.run(reranking, plan, snapshot, fused, context);
        head.model().ifPresent(model -> models.put("reranker", model));
        head.lacking().ifPresent(degraded::add);
        List<List<PassageKey>> recurring = found.lexicalList().recurring();
        List<ScoredCandidate> scored = FusedOrder.scored(plan, found, fusion, fused, head.scores());
        return new RankedAnswer(
                plan,
                NewestOfEquals.order(scored, recurring).stream()
                        .filter(candidate -> candidate.score() >= plan.minScore())
                        .toList(),
                ranks(fused),
                head.own(),
                found.lexicalList().byDate(),
                recurring,
                found.lexicalList().size(),
                found.vectorList().size(),
                models,
                degraded,
                mended.words());
    }

    /** Nothing to answer with is an error and not an empty result: the caller must be able to tell them apart. */
    private static void requireAnAnswer(SearchPlan plan, BranchResults found, RequestContext context) {
        if (found.bm25() != null || found.vector() != null) {
            return;
        }
        if (context.deadline().passed()) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "Neither branch answered within the deadline; allow it more time.");
        }
        String hint = plan.type() == SearchType.VECTOR ? " Search type hybrid or bm25 may still be answered." : "";
        throw ProblemException.retryLater(
                ProblemType.UPSTREAM_UNAVAILABLE, "The search could not be answered now." + hint, RETRY_AFTER);
    }

    private static Map<PassageKey, Integer> ranks(List<FusedCandidate> fused) {
        Map<PassageKey, Integer> ranks = new HashMap<>();
        for (int i = 0; i < fused.size(); i++) {
            ranks.put(fused.get(i).key(), i + 1);
        }
        return ranks;
    }
}
