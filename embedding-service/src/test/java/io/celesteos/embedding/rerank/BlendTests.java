package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.embedding.rerank.RerankOutcome.RankedDocument;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendTests {

    private static PairScore pair(int index, double score) {
        return new PairScore(index, score, false);
    }

    @Test
    void bothAreScaledToTheirRangeAndWeighted() {
        List<RankedDocument> ranking =
                Blend.ranking(List.of(pair(0, 0.6), pair(1, 0.9), pair(2, 0.8)), List.of(30.0, 10.0, 20.0), 0.25);

        // First stage scaled: 1, 0, .5; rerank scaled: 0, 1, 2/3.
        assertThat(ranking).extracting(RankedDocument::index).containsExactly(0, 2, 1);
        assertThat(ranking.get(0).score()).isCloseTo(0.75 * 1, within(1e-12));
        assertThat(ranking.get(1).score()).isCloseTo(0.75 * 0.5 + 0.25 * 2 / 3, within(1e-12));
        assertThat(ranking.get(2).score()).isCloseTo(0.25 * 1, within(1e-12));
        assertThat(ranking).extracting(RankedDocument::rerankScore).containsExactly(0.6, 0.8, 0.9);
    }

    @Test
    void theWeightRunsFromOneOrderToTheOther() {
        List<PairScore> pairs = List.of(pair(0, 0.1), pair(1, 0.3), pair(2, 0.2));
        List<Double> firstStage = List.of(3.0, 2.0, 1.0);

        assertThat(Blend.ranking(pairs, firstStage, 0))
                .extracting(RankedDocument::index)
                .containsExactly(0, 1, 2);
        assertThat(Blend.ranking(pairs, firstStage, 1))
                .extracting(RankedDocument::index)
                .containsExactly(1, 2, 0);
        assertThat(Blend.ranking(pairs)).extracting(RankedDocument::index).containsExactly(1, 2, 0);
    }

    @Test
    void equalScoresLeaveTheOrderToTheOtherSide() {
        List<PairScore> same = List.of(pair(0, 0.7), pair(1, 0.7), pair(2, 0.7));

        assertThat(Blend.ranking(same, List.of(1.0, 3.0, 2.0), 0.9))
                .extracting(RankedDocument::index)
                .containsExactly(1, 2, 0);
        assertThat(Blend.ranking(List.of(pair(0, 0.1), pair(1, 0.9)), List.of(5.0, 5.0), 0.1))
                .extracting(RankedDocument::index)
                .containsExactly(1, 0);
        assertThat(Blend.ranking(same, List.of(5.0, 5.0, 5.0), 0.5))
                .extracting(RankedDocument::index)
                .containsExactly(0, 1, 2);
    }

    @Test
    void oneDocumentHasNothingToBeComparedWith() {
        RankedDocument only =
                Blend.ranking(List.of(pair(0, 0.9)), List.of(12.0), 0.5).getFirst();

        assertThat(only).isEqualTo(new RankedDocument(0, 0.5, 0.9));
    }

    @Test
    void theUnscoredFollowTheScoredInTheOrderOfTheFirstStage() {
        List<RankedDocument> ranking =
                Blend.ranking(List.of(pair(0, 0.2), pair(1, 0.4)), List.of(1.0, 2.0, 5.0, 9.0), 0.5);

        assertThat(ranking).extracting(RankedDocument::index).containsExactly(1, 0, 3, 2);
        assertThat(ranking).extracting(RankedDocument::rerankScore).containsExactly(0.4, 0.2, null, null);
    }

    @Test
    void withoutAFirstStageTheUnscoredAreLeftOut() {
        assertThat(Blend.ranking(List.of(pair(3, 0.2), pair(1, 0.4))))
                .extracting(RankedDocument::index)
                .containsExactly(1, 3);
    }

    @Test
    void theWidestRangeStaysFinite() {
        assertThat(Blend.ranking(
                        List.of(pair(0, 0.1), pair(1, 0.9), pair(2, 0.5)),
                        List.of(Double.MAX_VALUE, -Double.MAX_VALUE, 0.0),
                        0.5))
                .extracting(RankedDocument::score)
                .allSatisfy(score -> assertThat(score).isCloseTo(0.5, within(1e-9)));
    }

    /** Whatever was scored: nobody is lost or named twice, scores never rise, all are 0 to 1. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theRankingIsWholeAndSorted(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int documents = 1 + random.nextInt(30);
        List<PairScore> pairs = IntStream.range(0, documents)
                .filter(i -> random.nextInt(3) > 0)
                .mapToObj(i -> pair(i, Math.round(random.nextDouble() * 5) / 5.0))
                .toList();
        List<Double> firstStage = IntStream.range(0, documents)
                .mapToObj(i -> (double) random.nextInt(-4, 5))
                .toList();

        List<RankedDocument> ranking = Blend.ranking(pairs, firstStage, random.nextDouble());

        assertThat(ranking)
                .extracting(RankedDocument::index)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, documents).boxed().toList());
        assertThat(ranking)
                .extracting(RankedDocument::score)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
        assertThat(ranking.subList(0, pairs.size()))
                .extracting(RankedDocument::rerankScore)
                .doesNotContainNull();
    }
}
