package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.TermMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HitExplanationTests {

    private static final PassageKey ONE = PassageKey.chunk(new UUID(0, 1));
    private static final PassageKey TWO = PassageKey.chunk(new UUID(0, 2));
    private static final PassageKey RECORD = new PassageKey(HitType.FAULT, new UUID(0, 3));

    @Test
    void everyScoreRankAndWeightIsThere() {
        var term = new TermMatch("seal", TermMatch.Kind.WORD, List.of("title"), 2.5, 1, 3, 0.83, true);
        JsonNode explained = explained(
                new FusedCandidate(ONE, new Place(2, 7.5), new Place(1, 0.8), 0, 2.0 / 62 + 0.5 / 61), List.of(term));

        assertThat(explained.at("/query_kind").asString()).isEqualTo("keywords");
        assertThat(explained.at("/bm25/rank").asInt()).isEqualTo(2);
        assertThat(explained.at("/bm25/score").asDouble()).isEqualTo(7.5);
        assertThat(explained.at("/bm25/weight").asDouble()).isEqualTo(2);
        assertThat(explained.at("/bm25/contribution").asDouble()).isEqualTo(2.0 / 62);
        assertThat(explained.at("/bm25/terms/0/term").asString()).isEqualTo("seal");
        assertThat(explained.at("/bm25/terms/0/kind").asString()).isEqualTo("word");
        assertThat(explained.at("/vector/rank").asInt()).isEqualTo(1);
        assertThat(explained.at("/vector/score").asDouble()).isEqualTo(0.8);
        assertThat(explained.at("/vector/contribution").asDouble()).isEqualTo(0.5 / 61);
        assertThat(explained.at("/fusion").asDouble()).isEqualTo(2.0 / 62 + 0.5 / 61);
        assertThat(explained.at("/fused_rank").asInt()).isEqualTo(2);
        assertThat(explained.at("/rerank/applied").asBoolean()).isTrue();
        assertThat(explained.at("/rerank/rank").asInt()).isEqualTo(1);
        assertThat(explained.at("/rerank/score").asDouble()).isEqualTo(0.9);
        assertThat(explained.at("/rerank/model").asString()).isEqualTo("scorer");
        assertThat(explained.at("/score").asDouble()).isEqualTo(0.7);
        assertThat(explained.at("/rank").asInt()).isEqualTo(4);
        assertThat(explained.has("recurs")).isFalse();
    }

    @Test
    void aBranchThatDidNotFindItSaysSo() {
        JsonNode explained = explained(new FusedCandidate(TWO, null, new Place(3, 0.4), 0, 0.5 / 63), null);

        assertThat(explained.at("/bm25/found").asBoolean()).isFalse();
        assertThat(explained.at("/bm25").has("rank")).isFalse();
        assertThat(explained.at("/bm25/weight").asDouble()).isEqualTo(2);
        assertThat(explained.at("/rerank/applied").asBoolean()).isFalse();
    }

    @Test
    void aRecordNamesWhatItGotForItsRankAndThatItCameAgain() {
        JsonNode explained = explained(new FusedCandidate(RECORD, new Place(1, 9), null, 0.01, 2.0 / 61 + 0.01), null);

        assertThat(explained.at("/records/contribution").asDouble()).isEqualTo(0.01);
        assertThat(explained.at("/records/share").asDouble()).isEqualTo(0.8);
        assertThat(explained.at("/bm25/newest_first").asBoolean()).isTrue();
        assertThat(explained.at("/recurs/times").asInt()).isEqualTo(2);
    }

    private static JsonNode explained(
            FusedCandidate candidate, @org.jspecify.annotations.Nullable List<TermMatch> terms) {
        SequencedMap<PassageKey, Double> reranked = new LinkedHashMap<>();
        reranked.put(ONE, 0.9);
        SearchPlan plan = new SearchPlan(
                new YachtId(new UUID(0, 1)),
                new AnalysedQuery("seal", List.of(), List.of(), QueryKind.KEYWORDS, 1),
                SearchType.HYBRID,
                10,
                true,
                SearchFilters.none(),
                new FusionWeights(2, 0.5),
                60,
                0.8,
                0,
                null,
                true,
                true,
                true);
        RankedAnswer answer = new RankedAnswer(
                plan,
                List.of(),
                Map.of(ONE, 2, TWO, 3, RECORD, 1),
                reranked,
                1,
                List.of(List.of(RECORD, new PassageKey(HitType.FAULT, new UUID(0, 4)))),
                3,
                2,
                Map.of("reranker", "scorer"),
                List.of(),
                List.of());
        return JsonMapper.builder()
                .build()
                .valueToTree(HitExplanation.of(answer, new ScoredCandidate(candidate, 0.7), 4, terms));
    }
}
