package io.celesteos.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTests {

    @Test
    void aFailedStartIsToldInSpringBootsWords() {
        assertThat(LastWords.of(List.of(
                        "ERROR reporter -",
                        "Description:",
                        "",
                        "Web server failed to start. Port 8000 was already in use.",
                        "",
                        "Action:",
                        "Stop it.")))
                .isEqualTo("Web server failed to start. Port 8000 was already in use.");
    }

    @Test
    void elseTheLastErrorSpeaksAndElseTheLastLine() {
        assertThat(LastWords.of(List.of("ERROR one", "java.lang.OutOfMemoryError: Java heap", "at x")))
                .isEqualTo("java.lang.OutOfMemoryError: Java heap");
        assertThat(LastWords.of(List.of("started", "Killed"))).isEqualTo("Killed");
        assertThat(LastWords.of(List.of())).isEqualTo("nothing");
    }
}
