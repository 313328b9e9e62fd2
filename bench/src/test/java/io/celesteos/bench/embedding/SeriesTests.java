package io.celesteos.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.bench.embedding.Contender.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTests {

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Series.medianOf(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Series.medianOf(9, 1, 5)).isEqualTo(5);
        assertThat(Series.medianOf()).isNaN();
    }

    @Test
    void speedsAreComparedRoundByRound() {
        // In the slow third round both took ten times as long: the ratio is what it was.
        Series raw = new Series("raw", Kind.RAW, List.of(10.0, 20.0, 100.0));
        Series ours = new Series("ours", Kind.OURS, List.of(20.0, 40.0, 200.0));

        assertThat(ours.speedRelativeTo(raw)).isEqualTo(0.5);
        assertThat(raw.speedRelativeTo(ours)).isEqualTo(2);
        assertThat(raw.speedRelativeTo(raw)).isEqualTo(1);
    }

    @Test
    void differentNumbersOfRoundsCannotBeCompared() {
        Series one = new Series("one", Kind.RAW, List.of(1.0));
        Series two = new Series("two", Kind.RAW, List.of(1.0, 2.0));

        assertThatThrownBy(() -> one.speedRelativeTo(two)).hasMessageContaining("1 rounds against 2");
    }

    @Test
    void theBestIsChosenByItsMedian() {
        Series steady = new Series("steady", Kind.RAW, List.of(5.0, 5.0, 5.0));
        Series lucky = new Series("lucky", Kind.RAW, List.of(1.0, 9.0, 9.0));
        Series ours = new Series("ours", Kind.OURS, List.of(6.0, 6.0, 6.0));
        Outcome outcome = new Outcome(Workload.TEN, List.of(lucky, steady, ours));

        assertThat(outcome.bestRaw()).isSameAs(steady);
        assertThat(outcome.ours()).containsSame(ours);
        assertThat(outcome.bestNode()).isEmpty();
    }
}
