package io.celesteos.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QualityCommandTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int quality(String... arguments) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new CommandLine(new QualityCommand(out, Clock.systemUTC())).execute(arguments);
    }

    @Test
    void aSuiteThatIsNotBuiltIsSaidBeforeAnythingIsStarted() {
        assertThat(quality("--home", folder.toString(), "--out", folder.toString()))
                .isEqualTo(1);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("is not there: build it with ./celeste build");
    }

    @Test
    void queriesAndCallersHaveBounds() {
        assertThat(quality("--callers", "0")).isEqualTo(1);
        assertThat(quality("--callers", "101")).isEqualTo(1);
        assertThat(quality("--queries", "0")).isEqualTo(1);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("Starting");
    }
}
