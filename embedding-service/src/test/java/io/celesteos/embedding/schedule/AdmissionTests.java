package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.schedule.Admission.Shortage;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private static final Shortage NONE = new Shortage(0, false);

    private final Admission admission = new Admission(1_000, 100);

    /** Enters jobs of 10 tokens until one is refused. */
    private void fill(String caller) {
        while (admission.shortage(caller, 10, true).equals(NONE)) {
            admission.enter(caller, 10);
        }
    }

    @Test
    void oneCallerGetsThreeQuarters() {
        fill("a");

        assertThat(admission.tokens()).isEqualTo(750);
        assertThat(admission.shortage("a", 10, true).own()).isTrue();
        assertThat(admission.shortage("b", 200, true)).isEqualTo(NONE);
    }

    @Test
    void eachLeavesAQuarterOfWhatItFound() {
        fill("a");
        fill("b");
        fill("c");

        assertThat(admission.tokens()).isBetween(970L, 990L);
        assertThat(admission.shortage("modest", 10, true)).isEqualTo(NONE);
    }

    @Test
    void bulkWorkCannotTakeTheLastOfIt() {
        admission.enter("a", 600);
        admission.enter("b", 330);

        assertThat(admission.shortage("c", 9, false)).isEqualTo(new Shortage(1, false));
        assertThat(admission.shortage("c", 8, false)).isEqualTo(NONE);
        assertThat(admission.shortage("c", 70, true)).isEqualTo(NONE);
    }

    @Test
    void whereNothingWaitsTheLargestRequestFits() {
        assertThat(admission.shortage("a", 1_000, false)).isEqualTo(NONE);
    }

    @Test
    void whoHasNothingWaitingMayTakeAllThatIsFree() {
        assertThat(admission.shortage("a", 1_000, true)).isEqualTo(NONE);
        assertThat(admission.shortage("a", 1_001, true)).isEqualTo(new Shortage(1, false));
    }

    @Test
    void whatIsDoneIsFreeAgain() {
        admission.enter("a", 700);
        assertThat(admission.shortage("a", 100, true)).isEqualTo(new Shortage(50, true));

        admission.leave("a", 50);
        assertThat(admission.shortage("a", 100, true)).isEqualTo(NONE);
    }

    @Test
    void requestsAreCountedToo() {
        var few = new Admission(1_000_000, 4);
        few.enter("a", 1);
        few.enter("a", 1);
        few.enter("a", 1);

        assertThat(few.shortage("a", 1, true).own()).isTrue();
        assertThat(few.shortage("b", 1, true)).isEqualTo(NONE);
        few.enter("b", 1);
        assertThat(few.shortage("c", 1, true)).isEqualTo(new Shortage(1, false));
        few.leaveQueue("a");
        assertThat(few.shortage("c", 1, true)).isEqualTo(NONE);
    }
}
