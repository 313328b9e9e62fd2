package io.celesteos.search.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.HitType;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReciprocalRankFusionTests {

    private static final double TINY = 1e-12;

    @Test
    void scoresAreTheFormula() {
        var fusion = new ReciprocalRankFusion(60, new FusionWeights(2, 0.5), 1);

        List<FusedCandidate> fused = fusion.fuse(list(1, 2, 3), list(3, 4));

        assertThat(score(fused, 1)).isCloseTo(2.0 / (60 + 1), within(TINY));
        assertThat(score(fused, 2)).isCloseTo(2.0 / (60 + 2), within(TINY));
        assertThat(score(fused, 3)).isCloseTo(2.0 / (60 + 3) + 0.5 / (60 + 1), within(TINY));
        assertThat(score(fused, 4)).isCloseTo(0.5 / (60 + 2), within(TINY));
        assertThat(ids(fused)).containsExactly(3, 1, 2, 4);
    }

    @Test
    void tiesAreBrokenById() {
        var fusion = new ReciprocalRankFusion(60, new FusionWeights(1, 1), 1);

        assertThat(ids(fusion.fuse(list(9, 5), list(5, 9)))).containsExactly(5, 9);
        assertThat(ids(fusion.fuse(list(5, 9), list(9, 5)))).containsExactly(5, 9);
        assertThat(ids(fusion.fuse(list(7), list(2)))).containsExactly(2, 7);
    }

    @Test
    void aWeightOfZeroSilencesItsBranch() {
        var fusion = new ReciprocalRankFusion(60, new FusionWeights(1, 0), 1);

        assertThat(ids(fusion.fuse(list(2, 1), list(1, 3)))).containsExactly(2, 1);
    }

    @Test
    void theLexicalRankOfARecordStandsInForItsMissingVectorRank() {
        PassageKey part = new PassageKey(HitType.PART, new UUID(0, 50));
        RankedList bm25 = new RankedList(List.of(new Candidate(part, 9), new Candidate(key(1), 8)));

        List<FusedCandidate> fused = new ReciprocalRankFusion(60, new FusionWeights(1, 2), 0.5).fuse(bm25, list(7, 1));
        List<FusedCandidate> withoutVectors =
                new ReciprocalRankFusion(60, new FusionWeights(1, 2), 0.5).fuse(bm25, RankedList.empty());

        FusedCandidate record = fused.stream()
                .filter(each -> each.key().equals(part))
                .findFirst()
                .orElseThrow();
        assertThat(record.inferred()).isCloseTo(0.5 * 2 / 61, within(TINY));
        assertThat(record.rrfScore()).isCloseTo(1.0 / 61 + 0.5 * 2 / 61, within(TINY));
        assertThat(score(fused, 1)).isCloseTo(1.0 / 62 + 2.0 / 62, within(TINY));
        assertThat(withoutVectors.getFirst().rrfScore()).isCloseTo(1.0 / 61, within(TINY));
    }

    @Test
    void aCodesDefaultWeightsNeverOverturnTheTopTwo() {
        FusionWeights weights = new FusionWeights(1, 0.015);

        assertThat(ids(new ReciprocalRankFusion(60, weights, 1).fuse(list(1, 2), list(2))))
                .containsExactly(1, 2);
    }

    @Test
    void theBestPossibleScoreCountsTheBranchesThatAnswered() {
        var fusion = new ReciprocalRankFusion(10, new FusionWeights(1, 3), 1);

        assertThat(fusion.best(true, true)).isCloseTo(4.0 / 11, within(TINY));
        assertThat(fusion.best(true, false)).isCloseTo(1.0 / 11, within(TINY));
        assertThat(fusion.best(false, true)).isCloseTo(3.0 / 11, within(TINY));
        assertThat(score(fusion.fuse(list(1), list(1)), 1)).isCloseTo(fusion.best(true, true), within(TINY));
    }

    @Test
    void placesKeepRankAndScoreOfTheirBranch() {
        FusedCandidate both = new ReciprocalRankFusion(60, new FusionWeights(1, 1), 1)
                .fuse(list(8, 1), list(1))
                .getFirst();

        assertThat(both.bm25()).isEqualTo(new FusedCandidate.Place(2, 99));
        assertThat(both.vector()).isEqualTo(new FusedCandidate.Place(1, 100));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "-1, 1, 1", "60, -0.1, 1", "60, 1, -1", "60, NaN, 1", "60, 1, Infinity"})
    void illegalParametersAreRefused(int k, double bm25, double vector) {
        assertThatThrownBy(() -> new ReciprocalRankFusion(k, new FusionWeights(bm25, vector), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.1", "NaN"})
    void aShareOutsideItsRangeIsRefused(double share) {
        assertThatThrownBy(() -> new ReciprocalRankFusion(60, new FusionWeights(1, 1), share))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static RankedList list(int... ids) {
        List<Candidate> candidates = new ArrayList<>();
        for (int id : ids) {
            candidates.add(new Candidate(key(id), 100 - candidates.size()));
        }
        return new RankedList(candidates);
    }

    static PassageKey key(int id) {
        return PassageKey.chunk(new UUID(0, id));
    }

    static List<Integer> ids(List<FusedCandidate> fused) {
        return fused.stream()
                .map(each -> (int) each.key().id().getLeastSignificantBits())
                .toList();
    }

    private static double score(List<FusedCandidate> fused, int id) {
        return fused.stream()
                .filter(each -> each.key().equals(key(id)))
                .findFirst()
                .orElseThrow()
                .rrfScore();
    }
}
