package io.celesteos.stack.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTests {

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KB", "52428800, 50.0 MB", "3221225472, 3.0 GB"})
    void sizesHaveTheUnitThatFits(long bytes, String shown) {
        assertThat(Shown.bytes(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0 s", "59, 59 s", "200, 3 m 20 s", "3660, 1 h 1 m", "90000, 1 d 1 h"})
    void timesHaveTheirTwoGreatestUnits(long seconds, String shown) {
        assertThat(Shown.time(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, ░░░░░░░░░░", "1, 3, ███░░░░░░░", "9, 3, ██████████"})
    void aBarIsNeverLongerThanItsPlaces(long done, long total, String shown) {
        assertThat(Shown.bar(done, total)).isEqualTo(shown);
    }

    @Test
    void whatATerminalWouldObeyIsLeftOut() {
        assertThat(Shown.plain("pump\u001b[31m\u0007 🔥")).isEqualTo("pump[31m 🔥");
        assertThat(Shown.cut("a  long\nname", 6)).isEqualTo("a lon…");
    }

    @Test
    void ctrlCEndsAPauseAndSaysItsLastWords() {
        List<String> said = new ArrayList<>();
        try (Interruption ctrlC = new Interruption(() -> {})) {
            ctrlC.end(() -> said.add("the jobs go on"));

            assertThatThrownBy(() -> ctrlC.pause(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
        }
        assertThat(said).containsExactly("the jobs go on");
    }
}
