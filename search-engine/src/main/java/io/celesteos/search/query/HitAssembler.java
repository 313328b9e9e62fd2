package io.celesteos.search.query;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.highlight.Highlighter;
import io.celesteos.search.highlight.Highlighter.Highlights;
import io.celesteos.search.highlight.ReadContent;
import io.celesteos.search.highlight.Topic;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.TermMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A page of candidates and their contents to the hits that are returned. */
@Component
class HitAssembler {

    private final Highlighter highlighter;

    HitAssembler(Highlighter highlighter) {
        this.highlighter = highlighter;
    }

    /** The hits of a page; with {@code explain} each with every score, rank, weight and term behind its place. */
    List<SearchHit> hits(AnswerPages.Page page, boolean explain, IndexSnapshot snapshot, RequestContext context) {
        List<PassageKey> keys =
                page.candidates().stream().map(each -> each.candidate().key()).toList();
        Map<PassageKey, Passage> passages = snapshot.passages(keys);
        SearchPlan plan = page.answer().plan();
        Map<PassageKey, List<TermMatch>> terms = explain ? terms(plan, keys, snapshot, context) : Map.of();
        Map<PassageKey, ReadContent> read = new HashMap<>();
        passages.forEach((key, passage) -> read.put(key, highlighter.read(passage.content())));
        Topic topic = topic(page, read.values());
        List<SearchHit> hits = new ArrayList<>();
        int rank = page.offset();
        for (ScoredCandidate each : page.candidates()) {
            rank++;
            PassageKey key = each.candidate().key();
            Passage passage = passages.get(key);
            ReadContent content = read.get(key);
            // The database may know of a chunk the snapshot does not: it is shown once the snapshot does.
            if (passage != null && content != null) {
                hits.add(hit(
                        page.answer(),
                        each,
                        passage,
                        content,
                        topic,
                        explain ? HitExplanation.of(page.answer(), each, rank, terms.get(key)) : null));
            }
        }
        return hits;
    }

    private SearchHit hit(
            RankedAnswer answer,
            ScoredCandidate scored,
            Passage passage,
            ReadContent read,
            Topic topic,
            @Nullable Map<String, Object> explanation) {
        SearchPlan plan = answer.plan();
        FusedCandidate candidate = scored.candidate();
        Highlights highlights = candidate.bm25() == null
                ? highlighter.byMeaning(read, plan.query(), topic)
                : highlighter.of(read, plan.query());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", passage.title());
        metadata.putAll(passage.metadata());
        return new SearchHit(
                passage.key().id(),
                passage.key().type(),
                passage.documentId(),
                passage.chunkIndex(),
                passage.content(),
                highlights.snippet(),
                scored.score(),
                new HitScores(
                        score(candidate.bm25()),
                        score(candidate.vector()),
                        plan.type() == SearchType.HYBRID ? candidate.rrfScore() : null,
                        answer.reranked().get(passage.key())),
                metadata,
                highlights.phrases(),
                explanation);
    }

    /** What the hits of a page have in common; needed only where one of them was found by meaning. */
    private Topic topic(AnswerPages.Page page, Collection<ReadContent> contents) {
        boolean byMeaning =
                page.candidates().stream().anyMatch(each -> each.candidate().bm25() == null);
        return byMeaning ? highlighter.topic(contents) : Topic.none();
    }

    private static Map<PassageKey, List<TermMatch>> terms(
            SearchPlan plan, List<PassageKey> keys, IndexSnapshot snapshot, RequestContext context) {
        try {
            return snapshot.explain(
                    new LexicalQuery(plan.query(), plan.filters(), keys.size(), context.deadline()), keys);
        } catch (LateSearchException late) {
            return Map.of();
        }
    }

    private static @Nullable Double score(@Nullable Place place) {
        return place == null ? null : place.score();
    }
}
