package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.JobReport.JobProgress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeasuredProgressTests {

    private static final Instant BEGAN = Instant.parse("2025-03-01T10:00:00Z");

    @Test
    void rateAndTimeLeftComeFromWhatWasDoneInTheStage() {
        assertThat(at(60, 100, 20, 20, 20).told(false)).isEqualTo(new JobProgress(60, 100, "embed", 2.0, 20L));
    }

    @Test
    void tooLittleTellsNothing() {
        assertThat(at(22, 100, 20, 20, 20).told(false)).isEqualTo(new JobProgress(22, 100, "embed"));
        assertThat(at(90, 100, 20, 0, 0).told(false)).isEqualTo(new JobProgress(90, 100, "embed"));
    }

    @Test
    void aPauseBetweenTwoBatchesIsNoSlowingDownAndALongOneIs() {
        assertThat(at(60, 100, 20, 20, 29).told(false).rate()).isEqualTo(2.0);
        assertThat(at(60, 100, 20, 20, 80).told(false).rate()).isEqualTo(0.5);
    }

    @Test
    void nothingIsForetoldOfAJobThatStalls() {
        MeasuredProgress quiet = at(60, 100, 20, 20, 200);

        assertThat(quiet.stalled(Duration.ofMinutes(2))).isTrue();
        assertThat(quiet.stalled(Duration.ofMinutes(4))).isFalse();
        assertThat(quiet.told(true).etaSeconds()).isNull();
    }

    /** Seconds since the stage began: of its last unit, and now. */
    private static MeasuredProgress at(int done, int total, int base, int progressed, int now) {
        return new MeasuredProgress(
                "embed", done, total, base, BEGAN, BEGAN.plusSeconds(progressed), BEGAN.plusSeconds(now));
    }
}
