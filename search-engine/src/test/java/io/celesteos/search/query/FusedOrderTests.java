package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fusion.ReciprocalRankFusion;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.RankedList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FusedOrderTests {

    private static final Offset<Double> TINY = Offset.offset(1e-9);

    @Test
    void firstInBothBranchesIsOneAndTheRestFalls() {
        var scored = scored(SearchType.HYBRID, new FusionWeights(1, 1), list(4, 2), list(0.9, 0.8), reranked());

        assertThat(scored.getFirst().score()).isEqualTo(1.0, TINY);
        assertThat(scored.getLast().score()).isEqualTo(61.0 / 62, TINY);
    }

    @Test
    void aBranchThatDidNotAnswerDoesNotLowerTheBest() {
        var scored = scored(SearchType.HYBRID, new FusionWeights(1, 1), list(4, 2), null, reranked());

        assertThat(scored.getFirst().score()).isEqualTo(1.0, TINY);
    }

    @Test
    void bm25AloneIsTheShareOfTheBest() {
        var scored = scored(SearchType.BM25, new FusionWeights(1, 0), list(8, 2), null, reranked());

        assertThat(scored).extracting(ScoredCandidate::score).containsExactly(1.0, 0.25);
    }

    @Test
    void vectorsAloneAreTheCosineAndNeverNegative() {
        var scored = scored(SearchType.VECTOR, new FusionWeights(0, 1), null, list(0.7, -0.2), reranked());

        assertThat(scored).extracting(ScoredCandidate::score).containsExactly(0.7, 0.0);
    }

    @Test
    void theRerankedHeadComesFirstWithinTheRangeItHad() {
        var scored = scored(
                SearchType.HYBRID,
                new FusionWeights(1, 1),
                list(9, 8, 7),
                list(0.9, 0.8, 0.7),
                reranked(2, 0.75, 0, 0.25));

        assertThat(scored)
                .extracting(each -> each.candidate().key().id().getLeastSignificantBits())
                .containsExactly(2L, 0L, 1L);
        assertThat(scored).extracting(ScoredCandidate::score).satisfies(scores -> {
            double first = 1;
            double third = 61.0 / 63;
            assertThat(scores.get(0)).isEqualTo(third + 0.75 * (first - third), TINY);
            assertThat(scores.get(1)).isEqualTo(third + 0.25 * (first - third), TINY);
            // Second in the fused order, and not above what was reranked.
            assertThat(scores.get(2)).isEqualTo(scores.get(1));
        });
    }

    @Test
    void aHeadWhoseOrderStandsKeepsItsScores() {
        var fused = scored(SearchType.HYBRID, new FusionWeights(1, 1), list(9, 8, 7), list(0.9, 0.8, 0.7), reranked());
        var again = scored(
                SearchType.HYBRID,
                new FusionWeights(1, 1),
                list(9, 8, 7),
                list(0.9, 0.8, 0.7),
                reranked(0, 1, 1, (61.0 / 62 - 61.0 / 63) / (1 - 61.0 / 63), 2, 0));

        for (int i = 0; i < fused.size(); i++) {
            assertThat(again.get(i).candidate()).isEqualTo(fused.get(i).candidate());
            assertThat(again.get(i).score()).isEqualTo(fused.get(i).score(), TINY);
        }
    }

    private static List<ScoredCandidate> scored(
            SearchType type,
            FusionWeights weights,
            RankedList bm25,
            RankedList vector,
            SequencedMap<PassageKey, Double> reranked) {
        SearchPlan plan = new SearchPlan(
                new YachtId(new UUID(0, 1)),
                new AnalysedQuery("q", List.of(), List.of(), QueryKind.KEYWORDS, 1),
                type,
                10,
                true,
                SearchFilters.none(),
                weights,
                60,
                1,
                0,
                null,
                false,
                bm25 != null,
                vector != null);
        BranchResults found = new BranchResults(bm25, vector, null, List.of());
        ReciprocalRankFusion fusion = new ReciprocalRankFusion(60, weights, 1);
        return FusedOrder.scored(plan, found, fusion, fusion.fuse(found.lexicalList(), found.vectorList()), reranked);
    }

    private static RankedList list(double... scores) {
        List<Candidate> candidates = new java.util.ArrayList<>();
        for (double score : scores) {
            candidates.add(new Candidate(PassageKey.chunk(new UUID(0, candidates.size())), score));
        }
        return new RankedList(candidates);
    }

    private static SequencedMap<PassageKey, Double> reranked(double... idsAndScores) {
        SequencedMap<PassageKey, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < idsAndScores.length; i += 2) {
            scores.put(PassageKey.chunk(new UUID(0, (long) idsAndScores[i])), idsAndScores[i + 1]);
        }
        return scores;
    }
}
