package io.celesteos.stack.cli;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Runs commands as a person or a program would and keeps what they say, on either stream. Nothing waits. */
final class CliTestBench {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<Duration> pauses = new ArrayList<>();
    private final Path home;
    private final boolean colour;

    CliTestBench(Path home) {
        this(home, false);
    }

    CliTestBench(Path home, boolean colour) {
        this.home = home;
        this.colour = colour;
    }

    int celeste(String... arguments) {
        out.reset();
        err.reset();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                colour);
        return CelesteCommand.commandLine(
                        new StackLayout(home, home.resolve("state")), terminal, own -> length -> pauses.add(length))
                .execute(arguments);
    }

    String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String aside() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** @throws tools.jackson.core.JacksonException when it is anything but one document */
    JsonNode document() {
        return JsonStrictness.mapper().readTree(said());
    }
}
