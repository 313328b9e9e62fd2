package io.celesteos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GrowthTests {

    private static final double[] CHUNKS = {10_000, 100_000, 1_000_000};

    @Test
    void theExponentIsThatOfThePower() {
        assertThat(Growth.exponent(CHUNKS, new double[] {2, 2, 2})).isCloseTo(0, within(1e-9));
        assertThat(Growth.exponent(CHUNKS, new double[] {1, 10, 100})).isCloseTo(1, within(1e-9));
        assertThat(Growth.exponent(CHUNKS, new double[] {3, 3 * Math.sqrt(10), 30}))
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void theSlopeIsForAMillionChunks() {
        assertThat(Growth.perMillion(CHUNKS, new double[] {307, 370, 1_000})).isCloseTo(700, within(1e-6));
        assertThat(Growth.perMillion(new double[] {0, 1_000_000, 2_000_000}, new double[] {0, 3, 3}))
                .as("least squares")
                .isCloseTo(1.5, within(1e-9));
    }

    @Test
    void oneSizeDoesNotGrow() {
        assertThat(Growth.exponent(new double[] {10}, new double[] {1})).isNaN();
        assertThat(Growth.perMillion(new double[] {}, new double[] {})).isNaN();
        assertThat(Growth.exponent(CHUNKS, new double[] {0, 1, 2})).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> Growth.perMillion(CHUNKS, new double[] {1}));
    }
}
