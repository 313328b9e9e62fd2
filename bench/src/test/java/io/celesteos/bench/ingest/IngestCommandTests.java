package io.celesteos.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class IngestCommandTests {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int bench(String... options) {
        return new CommandLine(
                        new IngestCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8), Clock.systemUTC()))
                .execute(options);
    }

    @Test
    void sizesHaveBounds() {
        assertThat(bench("--files", "100001")).isEqualTo(1);
        assertThat(bench("--pages", "5001")).isEqualTo(1);
        assertThat(bench("--documents", "0", "--pages", "0", "--files", "0")).isEqualTo(1);
        assertThat(bench("--rounds", "0")).isEqualTo(1);
        assertThat(bench("--batch", "101")).isEqualTo(1);
        assertThat(bench("--heap", "64")).isEqualTo(1);
        assertThat(bench("--floor", "-1")).isEqualTo(1);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("--files 0 to 100000", "--batch 1 to 100", "--heap 128 to 65536");
    }
}
