package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeFilters;
import io.celesteos.contracts.knowledge.KnowledgeHit;
import io.celesteos.contracts.knowledge.KnowledgeHit.Owner;
import io.celesteos.contracts.knowledge.KnowledgeRequest;
import io.celesteos.contracts.knowledge.KnowledgeResponse;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.YachtRoster;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question: admit the yacht, take what it may see, rank, show. */
final class KnowledgePipeline {

    private final YachtRoster roster;
    private final RateLimit limit;
    private final KnowledgeLibrary library;
    private final AnswerCache cache;
    private final KnowledgeRanking ranking;
    private final MeterRegistry meters;

    KnowledgePipeline(
            YachtRoster roster,
            RateLimit limit,
            KnowledgeLibrary library,
            AnswerCache cache,
            KnowledgeRanking ranking,
            MeterRegistry meters) {
        this.roster = roster;
        this.limit = limit;
        this.library = library;
        this.cache = cache;
        this.ranking = ranking;
        this.meters = meters;
    }

    /** An answer, and how many questions the caller may still ask at once. */
    record Answered(KnowledgeResponse response, int remaining) {}

    Answered query(KnowledgeRequest request) {
        long start = System.nanoTime();
        YachtId yacht = request.yachtId();
        admit(yacht);
        int remaining = limit.take(yacht);
        List<KnowledgeShelf> visible = KnowledgeShelf.visibleTo(yacht, request.collectionOrDefault());
        KnowledgeResponse response = answer(request, visible);
        meters.timer("search.knowledge.duration", "cache", String.valueOf(response.cache()))
                .record(Duration.ofNanos(System.nanoTime() - start));
        return new Answered(response, remaining);
    }

    /** @throws io.celesteos.contracts.problem.ProblemException when it is not known or not active */
    void admit(@Nullable YachtId yacht) {
        if (yacht != null) {
            roster.admit(yacht);
        }
    }

    private KnowledgeResponse answer(KnowledgeRequest request, List<KnowledgeShelf> visible) {
        String query = request.query().strip();
        Optional<IndexSnapshot> held = library.acquire(visible);
        if (held.isEmpty()) {
            return new KnowledgeResponse(List.of(), request.query(), 0, List.of(), "miss");
        }
        try (IndexSnapshot snapshot = held.get()) {
            AnswerCache.Key key = new AnswerCache.Key(
                    visible, snapshot.edition(), query, request.topKOrDefault(), request.filtersOrNone());
            KnowledgeResponse response = cache.get(key, () -> compute(request, query, snapshot));
            // What is kept was asked for in other blanks, perhaps.
            return new KnowledgeResponse(
                    response.results(), request.query(), response.count(), response.lacking(), response.cache());
        }
    }

    private KnowledgeResponse compute(KnowledgeRequest request, String query, IndexSnapshot snapshot) {
        KnowledgeRanking.Ranked ranked =
                ranking.rank(query, filters(request.filtersOrNone()), snapshot, RequestContext.current());
        List<KnowledgeRanking.Scored> best =
                ranked.candidates().stream().limit(request.topKOrDefault()).toList();
        Map<PassageKey, Passage> passages = snapshot.passages(
                best.stream().map(KnowledgeRanking.Scored::key).toList());
        List<KnowledgeHit> hits = new ArrayList<>();
        for (KnowledgeRanking.Scored each : best) {
            Passage passage = passages.get(each.key());
            if (passage != null) {
                hits.add(hit(passage, each.score()));
            }
        }
        return new KnowledgeResponse(hits, request.query(), hits.size(), ranked.degraded(), null);
    }

    private static KnowledgeHit hit(Passage passage, double score) {
        String section = passage.text(FilePassages.SECTION);
        return new KnowledgeHit(
                passage.content(),
                passage.text(FilePassages.SOURCE),
                passage.text(FilePassages.TOPIC),
                score,
                passage.title(),
                section.isEmpty() ? null : section,
                passage.text(FilePassages.FILE),
                Owner.valueOf(passage.text(FilePassages.OWNER)));
    }

    private static SearchFilters filters(KnowledgeFilters asked) {
        return new SearchFilters(null, null, null, null, null, asked.source(), asked.topic(), null, null, null);
    }
}
