package io.celesteos.search.query;

import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.retrieval.TermMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a hit stands where it does, as plain JSON. */
final class HitExplanation {

    private HitExplanation() {}

    /**
     * @param rank in the whole answer, from 1
     * @param terms what each term adds to the BM25 score; null where it was not worked out
     */
    static Map<String, Object> of(
            RankedAnswer answer, ScoredCandidate scored, int rank, @Nullable List<TermMatch> terms) {
        SearchPlan plan = answer.plan();
        FusedCandidate candidate = scored.candidate();
        Map<String, Object> bm25 = branch(candidate.bm25(), plan.weights().bm25(), plan.k());
        Place lexical = candidate.bm25();
        if (lexical != null) {
            bm25.put("newest_first", lexical.rank() <= answer.byDate());
            if (terms != null) {
                bm25.put("terms", terms.stream().map(HitExplanation::term).toList());
            }
        }
        Map<String, Object> explanation = new LinkedHashMap<>();
        explanation.put("query_kind", plan.query().kind().wireName());
        explanation.put("bm25", bm25);
        explanation.put("vector", branch(candidate.vector(), plan.weights().vector(), plan.k()));
        if (candidate.inferred() > 0) {
            explanation.put("records", Map.of("share", plan.records(), "contribution", candidate.inferred()));
        }
        explanation.put("formula", "bm25.weight / (k + bm25.rank) + vector.weight / (k + vector.rank)");
        explanation.put("k", plan.k());
        explanation.put("fusion", candidate.rrfScore());
        explanation.put("fused_rank", answer.fusedRanks().get(candidate.key()));
        explanation.put("rerank", rerank(answer, candidate));
        answer.recurring().stream()
                .filter(series -> series.contains(candidate.key()))
                .findFirst()
                .ifPresent(series -> explanation.put("recurs", Map.of("times", series.size(), "newest_first", true)));
        explanation.put("score", scored.score());
        explanation.put("rank", rank);
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

    private static Map<String, Object> term(TermMatch match) {
        Map<String, Object> term = new LinkedHashMap<>();
        term.put("term", match.term());
        term.put("kind", match.kind().name().toLowerCase(Locale.ROOT));
        term.put("fields", match.fields());
        term.put("score", match.score());
        term.put("boost", match.boost());
        term.put("idf", match.idf());
        term.put("tf", match.tf());
        term.put("counted", match.counted());
        return term;
    }

    private static Map<String, Object> rerank(RankedAnswer answer, FusedCandidate candidate) {
        Map<String, Object> rerank = new LinkedHashMap<>();
        Double score = answer.reranked().get(candidate.key());
        rerank.put("applied", score != null);
        if (score != null) {
            rerank.put("score", score);
            int rank = 1;
            for (var key : answer.reranked().keySet()) {
                if (key.equals(candidate.key())) {
                    break;
                }
                rank++;
            }
            rerank.put("rank", rank);
            String model = answer.models().get("reranker");
            if (model != null) {
                rerank.put("model", model);
            }
        }
        return rerank;
    }
}
