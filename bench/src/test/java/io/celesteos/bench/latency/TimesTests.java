package io.celesteos.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {

    private static final Times HUNDRED = new Times(
            "p",
            IntStream.rangeClosed(1, 100).map(i -> 101 - i).asDoubleStream().toArray(),
            0);

    @ParameterizedTest
    @CsvSource({"50, 50", "95, 95", "99, 99", "100, 100", "0.5, 1"})
    void percentilesAreTheNearestRank(double percent, double expected) {
        assertThat(HUNDRED.percentile(percent)).isEqualTo(expected);
    }

    @Test
    void oneTimeIsEveryPercentileAndNoneIsNotANumber() {
        assertThat(new Times("p", new double[] {7}, 0).percentile(1)).isEqualTo(7);
        assertThat(new Times("p", new double[0], 3).percentile(50)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1})
    void percentOutsideItsRangeIsRefused(double percent) {
        assertThatThrownBy(() -> HUNDRED.percentile(percent)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changingTheArrayAfterwardsChangesNothing() {
        double[] millis = {2, 1};
        Times times = new Times("p", millis, 0);
        millis[0] = 99;
        times.millis()[0] = 99;

        assertThat(times.millis()).containsExactly(1, 2);
    }
}
