package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FusionInfo;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.cache.CacheKey;
import io.celesteos.search.cache.ResultCache;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.ReciprocalRankFusion;
import io.celesteos.search.rerank.Reranker;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.SnapshotSource;
import io.celesteos.search.tenancy.YachtRoster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * One search: admit the yacht, plan, take a snapshot, run both branches, fuse, refine the head, assemble. The
 * snapshot is held to the end, so ranks, contents and counts of an answer belong together.
 */
@Component
class SearchPipeline {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final YachtRoster roster;
    private final SearchPlanner planner;
    private final SnapshotSource snapshots;
    private final ResultCache cache;
    private final SearchAdmission admission;
    private final SearchBranches branches;
    private final RerankStage rerank;
    private final HitAssembler assembler;
    private final SearchMeters meters;

    SearchPipeline(
            YachtRoster roster,
            SearchPlanner planner,
            SnapshotSource snapshots,
            ResultCache cache,
            SearchAdmission admission,
            SearchBranches branches,
            RerankStage rerank,
            HitAssembler assembler,
            SearchMeters meters) {
        this.roster = roster;
        this.planner = planner;
        this.snapshots = snapshots;
        this.cache = cache;
        this.admission = admission;
        this.branches = branches;
        this.rerank = rerank;
        this.assembler = assembler;
        this.meters = meters;
    }

    SearchResponse search(SearchRequest request) {
        RequestContext context = RequestContext.current();
        roster.admit(request.yachtId());
        SearchPlan plan = planner.plan(request);
        try (IndexSnapshot snapshot = snapshots.acquire(plan.yacht())) {
            SearchPlanner.requireOf(snapshot.space(), plan);
            CacheKey key = cache.key(request, snapshot);
            ResultCache.Answer answer = cache.get(
                    key,
                    context.deadline(),
                    () -> admission.within(context.deadline(), () -> compute(plan, snapshot, context)));
            SearchResponse response = stamped(answer, context);
            meters.record(response, answer.hit());
            return response;
        }
    }

    private SearchResponse compute(SearchPlan plan, IndexSnapshot snapshot, RequestContext context) {
        Optional<Reranker.Attempt> reranking = rerank.begin(plan);
        BranchResults found = branches.run(plan, snapshot, context);
        requireAnAnswer(plan, found, context);

        long start = System.nanoTime();
        ReciprocalRankFusion fusion = new ReciprocalRankFusion(plan.k(), plan.weights(), plan.records());
        List<FusedCandidate> fused = fusion.fuse(found.lexicalList(), found.vectorList());
        context.timings().add("fuse", System.nanoTime() - start);

        List<Degradation> degraded = new ArrayList<>(found.degradations());
        Map<String, String> models = new LinkedHashMap<>();
        if (found.vector() != null) {
            models.put("embedding", snapshot.space().model());
        }
        RerankStage.Head head = rerank.run(reranking, plan, snapshot, fused, context);
        head.model().ifPresent(model -> models.put("reranker", model));
        head.lacking().ifPresent(degraded::add);
        List<SearchHit> hits = hits(plan, snapshot, found, fusion, fused, head);
        return new SearchResponse(
                hits,
                new SearchMetadata(
                        plan.type(),
                        found.lexicalList().size(),
                        found.vectorList().size(),
                        !head.scores().isEmpty(),
                        0,
                        plan.type() == SearchType.HYBRID ? new FusionInfo(plan.k(), plan.weights()) : null,
                        models,
                        null,
                        context.timings().millis(),
                        degraded));
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

    private List<SearchHit> hits(
            SearchPlan plan,
            IndexSnapshot snapshot,
            BranchResults found,
            ReciprocalRankFusion fusion,
            List<FusedCandidate> fused,
            RerankStage.Head head) {
        List<ScoredCandidate> order = FusedOrder.scored(plan, found, fusion, fused, head.scores()).stream()
                .filter(candidate -> candidate.score() >= plan.minScore())
                .limit(plan.topK())
                .toList();
        Map<PassageKey, Passage> passages = snapshot.passages(
                order.stream().map(each -> each.candidate().key()).toList());
        List<SearchHit> hits = new ArrayList<>();
        for (ScoredCandidate each : order) {
            Passage passage = passages.get(each.candidate().key());
            // The database may know of a chunk the snapshot does not: it is shown once the snapshot does.
            if (passage != null) {
                hits.add(assembler.hit(
                        plan,
                        each.candidate(),
                        passage,
                        each.score(),
                        head.own().get(each.candidate().key())));
            }
        }
        return hits;
    }

    /** The same answer may be given to many: time and cache are each caller's own. */
    private static SearchResponse stamped(ResultCache.Answer answer, RequestContext context) {
        SearchMetadata metadata = answer.response().searchMetadata();
        return new SearchResponse(
                answer.response().results(),
                new SearchMetadata(
                        metadata.searchType(),
                        metadata.bm25Results(),
                        metadata.vectorResults(),
                        metadata.reranked(),
                        Duration.ofNanos(System.nanoTime() - context.startNanos())
                                .toMillis(),
                        metadata.fusion(),
                        metadata.models(),
                        answer.hit() ? "hit" : "miss",
                        context.timings().millis(),
                        metadata.degraded()));
    }
}
