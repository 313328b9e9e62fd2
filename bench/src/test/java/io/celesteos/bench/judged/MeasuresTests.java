package io.celesteos.bench.judged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuresTests {

    /** Gains 1, 0, 2 at ranks 1, 2, 3; at best 2, 1: (1 + 2/log2(4)) / (2 + 1/log2(3)). */
    @Test
    void ndcgIsTheDiscountedGainOverTheGreatestPossible() {
        Measures measures = Measures.of(List.of("d1", "d9", "d2"), Map.of("d1", 1, "d2", 2, "d9", 0));

        assertThat(measures.ndcg10()).isCloseTo((1 + 2 / 2.0) / (2 + 1 / 1.5849625007211562), within(1e-12));
        assertThat(measures.ndcg10()).isCloseTo(0.7601875, within(1e-6));
        assertThat(measures.precision10()).isEqualTo(0.2);
        assertThat(measures.recall10()).isEqualTo(1);
        assertThat(measures.recall100()).isEqualTo(1);
        assertThat(measures.mrr10()).isEqualTo(1);
    }

    @Test
    void theEleventhCountsForRecallAlone() {
        List<String> ranking =
                new ArrayList<>(IntStream.range(0, 10).mapToObj(i -> "n" + i).toList());
        ranking.add("x");

        assertThat(Measures.of(ranking, Map.of("x", 1))).isEqualTo(new Measures(0, 0, 0, 1, 0));
        ranking.add(0, "y");
        assertThat(Measures.of(ranking, Map.of("x", 1, "z", 1))).isEqualTo(new Measures(0, 0, 0, 0.5, 0));
    }

    @Test
    void aPerfectRankingIsOneAndAnEmptyOneNothing() {
        Map<String, Integer> judged = Map.of("a", 1, "b", 1);

        assertThat(Measures.of(List.of("b", "a", "c"), judged)).isEqualTo(new Measures(1, 0.2, 1, 1, 1));
        assertThat(Measures.of(List.of(), judged)).isEqualTo(new Measures(0, 0, 0, 0, 0));
        assertThat(Measures.of(List.of("c", "d", "a"), judged).mrr10()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void aGainOfEveryQueryIsSureAndNoneIsNot() {
        double[] before = new double[50];
        double[] after =
                IntStream.range(0, 50).mapToDouble(i -> 0.1 + i * 0.001).toArray();

        PairedGain sure = PairedGain.of(before, after, new SplittableRandom(1));
        PairedGain none = PairedGain.of(after, after, new SplittableRandom(1));

        assertThat(sure.mean()).isCloseTo(0.1245, within(1e-12));
        assertThat(sure.low()).isBetween(0.115, 0.1245);
        assertThat(sure.high()).isBetween(0.1245, 0.135);
        assertThat(sure.p()).isCloseTo(1 / 10_001.0, within(1e-9));
        assertThat(none).isEqualTo(new PairedGain(0, 0, 0, 1));
    }

    @Test
    void differencesThatCancelOutAreNoGain() {
        double[] before = new double[40];
        double[] after =
                IntStream.range(0, 40).mapToDouble(i -> i % 2 == 0 ? 0.3 : -0.3).toArray();

        PairedGain gain = PairedGain.of(before, after, new SplittableRandom(1));

        assertThat(gain.mean()).isCloseTo(0, within(1e-12));
        assertThat(gain.low()).isNegative();
        assertThat(gain.high()).isPositive();
        assertThat(gain.p()).isGreaterThan(0.9);
    }
}
