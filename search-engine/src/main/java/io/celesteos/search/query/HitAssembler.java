package io.celesteos.search.query;

import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.highlight.Highlighter;
import io.celesteos.search.retrieval.Passage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Candidates and their contents to the hits that are returned. */
@Component
class HitAssembler {

    private final Highlighter highlighter;

    HitAssembler(Highlighter highlighter) {
        this.highlighter = highlighter;
    }

    /**
     * @param score final score, 0 to 1
     * @param rerankScore null where the candidate was not reranked
     */
    SearchHit hit(
            SearchPlan plan, FusedCandidate candidate, Passage passage, double score, @Nullable Double rerankScore) {
        var highlights = highlighter.of(passage.content(), plan.query());
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
                score,
                new HitScores(
                        score(candidate.bm25()),
                        score(candidate.vector()),
                        plan.type() == SearchType.HYBRID ? candidate.rrfScore() : null,
                        rerankScore),
                metadata,
                highlights.phrases(),
                plan.explain() ? explanation(plan, candidate, score) : null);
    }

    private static @Nullable Double score(@Nullable Place place) {
        return place == null ? null : place.score();
    }

    private static Map<String, Object> explanation(SearchPlan plan, FusedCandidate candidate, double score) {
        Map<String, Object> explanation = new LinkedHashMap<>();
        explanation.put("query_kind", plan.query().kind().wireName());
        explanation.put("bm25", branch(candidate.bm25(), plan.weights().bm25(), plan.k()));
        explanation.put("vector", branch(candidate.vector(), plan.weights().vector(), plan.k()));
        if (candidate.inferred() > 0) {
            explanation.put("records", Map.of("share", plan.records(), "contribution", candidate.inferred()));
        }
        explanation.put("formula", "bm25.weight / (k + bm25.rank) + vector.weight / (k + vector.rank)");
        explanation.put("k", plan.k());
        explanation.put("fusion", candidate.rrfScore());
        explanation.put("score", score);
        return explanation;
    }

    private static Map<String, Object> branch(@Nullable Place place, double weight, int k) {
        Map<String, Object> branch = new LinkedHashMap<>();
        branch.put("found", place != null);
        branch.put("weight", weight);
        if (place != null) {
            branch.put("rank", place.rank());
            branch.put("score", place.score());
            branch.put("contribution", weight / (k + place.rank()));
        }
        return branch;
    }
}
