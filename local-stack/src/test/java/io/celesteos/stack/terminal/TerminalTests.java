package io.celesteos.stack.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTests {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Terminal terminal(boolean person) {
        return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), person, person);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutAPersonThereAreNoEscapesAndALineEachTenth() {
        Terminal terminal = terminal(false);

        try (var bar = terminal.progress("vectors", 1000)) {
            for (int done = 0; done <= 1000; done++) {
                bar.at(done);
            }
        }
        terminal.done("built", Duration.ofMillis(1500));
        terminal.fail("Port 8000 is taken.");

        assertThat(printed()).doesNotContain("\u001b");
        assertThat(printed().lines().filter(line -> line.contains("vectors"))).hasSize(11);
        assertThat(printed()).contains("1.5 s").contains("✗ Port 8000 is taken.");
    }

    @Test
    void aPersonSeesColourAndAMovingBar() {
        Terminal terminal = terminal(true);

        try (var bar = terminal.progress("vectors", 10)) {
            bar.at(10);
        }
        terminal.fail("taken");

        assertThat(printed()).contains("vectors").contains("100%").contains("\u001b[31m✗\u001b[0m taken");
        assertThat(terminal.bold("yes")).isEqualTo("\u001b[1myes\u001b[0m");
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        terminal(false).table(List.of(List.of("Service", "State"), List.of("embedding-service", "healthy")));

        assertThat(printed().lines().toList())
                .containsExactly("  Service            State", "  embedding-service  healthy");
    }

    @Test
    void nothingToCountIsNoDivisionByZero() {
        try (var bar = terminal(false).progress("nothing", 0)) {
            bar.at(0);
        }

        assertThat(printed()).contains("0 of 0");
    }
}
