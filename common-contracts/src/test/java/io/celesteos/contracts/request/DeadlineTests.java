package io.celesteos.contracts.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTests {

    private final Deadline hour = Deadline.in(Duration.ofHours(1));
    private final Deadline gone = new Deadline(System.nanoTime() - 1);

    @Test
    void whatIsLeftNeverGoesBelowZero() {
        assertThat(hour.remaining()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat(gone.remaining()).isZero();
    }

    @Test
    void onlyAMomentInThePastHasPassed() {
        assertThat(hour.passed()).isFalse();
        assertThat(gone.passed()).isTrue();
    }

    @Test
    void aStepGetsTheShorterOfItsLimitAndWhatIsLeft() {
        assertThat(hour.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(hour.atMost(Duration.ofHours(2))).isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat(gone.atMost(Duration.ofSeconds(1))).isZero();
    }

    @Test
    void aDeadlineBeyondTheOverflowOfNanoTimeStillLiesAhead() {
        // System.nanoTime() may be close to its largest value; differences stay right, comparisons do not.
        assertThat(new Deadline(System.nanoTime() + Long.MAX_VALUE).passed()).isFalse();
    }
}
