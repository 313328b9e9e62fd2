package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FacetCount;
import io.celesteos.contracts.search.FusionInfo;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.cache.CacheKey;
import io.celesteos.search.cache.ResultCache;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.SnapshotSource;
import io.celesteos.search.tenancy.YachtRoster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One search: admit the yacht, plan, take a snapshot, rank, cut the page, assemble. The snapshot is held to the
 * end, so ranks, contents and counts of an answer belong together.
 */
@Component
public class SearchPipeline {

    private final YachtRoster roster;
    private final SearchPlanner planner;
    private final SnapshotSource snapshots;
    private final ResultCache cache;
    private final SearchAdmission admission;
    private final SearchRanking ranking;
    private final AnswerPages pages;
    private final FacetStage facets;
    private final HitAssembler assembler;
    private final SearchMeters meters;

    SearchPipeline(
            YachtRoster roster,
            SearchPlanner planner,
            SnapshotSource snapshots,
            ResultCache cache,
            SearchAdmission admission,
            SearchRanking ranking,
            AnswerPages pages,
            FacetStage facets,
            HitAssembler assembler,
            SearchMeters meters) {
        this.roster = roster;
        this.planner = planner;
        this.snapshots = snapshots;
        this.cache = cache;
        this.admission = admission;
        this.ranking = ranking;
        this.pages = pages;
        this.facets = facets;
        this.assembler = assembler;
        this.meters = meters;
    }

    /** @throws io.celesteos.contracts.problem.ProblemException what the caller of a search would be told */
    public SearchResponse search(SearchRequest request) {
        RequestContext context = RequestContext.current();
        long begun = System.nanoTime();
        roster.admit(request.yachtId());
        SearchPlan plan = planner.plan(request);
        context.timings().add("plan", System.nanoTime() - begun);
        try (IndexSnapshot snapshot = snapshots.acquire(plan.yacht())) {
            SearchPlanner.requireOf(snapshot.space(), plan);
            CacheKey key = cache.key(request, snapshot);
            ResultCache.Answer answer = cache.get(
                    key,
                    context.deadline(),
                    () -> admission.within(context.deadline(), () -> compute(request, plan, snapshot, context)));
            SearchResponse response = stamped(answer, context);
            meters.record(response, answer.hit());
            return response;
        }
    }

    private SearchResponse compute(
            SearchRequest request, SearchPlan plan, IndexSnapshot snapshot, RequestContext context) {
        AnswerPages.Page page = pages.page(
                request, plan.topK(), snapshot.edition(), () -> ranking.rank(request, plan, snapshot, context));
        long ranked = System.nanoTime();
        List<SearchHit> hits = assembler.hits(page, plan.explain(), snapshot, context);
        context.timings().add("hits", System.nanoTime() - ranked);

        List<Degradation> degraded = new ArrayList<>(page.answer().degraded());
        Map<String, List<FacetCount>> counts = null;
        List<String> names = request.facetsOrNone();
        if (!names.isEmpty()) {
            Optional<Map<String, List<FacetCount>>> counted =
                    facets.run(page.answer().plan(), names, snapshot, context);
            counts = counted.orElse(null);
            if (counted.isEmpty()) {
                degraded.add(Degradation.FACETS_UNAVAILABLE);
            }
        }
        return new SearchResponse(hits, metadata(page, degraded, context), counts);
    }

    private static SearchMetadata metadata(AnswerPages.Page page, List<Degradation> degraded, RequestContext context) {
        RankedAnswer answer = page.answer();
        SearchPlan plan = answer.plan();
        return new SearchMetadata(
                plan.type(),
                answer.bm25Results(),
                answer.vectorResults(),
                !answer.reranked().isEmpty(),
                0,
                plan.type() == SearchType.HYBRID ? new FusionInfo(plan.k(), plan.weights()) : null,
                answer.models(),
                null,
                context.timings().millis(),
                degraded,
                answer.corrected(),
                page.next());
    }

    /** The same answer may be given to many: time and cache are each caller's own. */
    private static SearchResponse stamped(ResultCache.Answer answer, RequestContext context) {
        @Nullable Map<String, List<FacetCount>> counts = answer.response().facets();
        long millis = Duration.ofNanos(System.nanoTime() - context.startNanos()).toMillis();
        return new SearchResponse(
                answer.response().results(),
                answer.response()
                        .searchMetadata()
                        .stamped(
                                millis,
                                answer.hit() ? "hit" : "miss",
                                context.timings().millis()),
                counts);
    }
}
