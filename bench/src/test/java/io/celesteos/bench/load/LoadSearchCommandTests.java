package io.celesteos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.bench.corpus.SmallCorpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoadSearchCommandTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @Test
    void wrongOptionsAreAllNamedBeforeAnythingStarts() {
        int code = load(
                "search",
                "--chunks",
                "99",
                "--queries",
                "0",
                "--concurrency",
                "65",
                "--warm-up=-1",
                "--grow",
                "--engine-jar",
                "none.jar");

        assertThat(code).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "✗ --chunks must be 100 to 5000000 each.",
                        "✗ --queries must be 1 to 100000, not 0.",
                        "✗ --warm-up must be 0 to 600, not -1.",
                        "✗ --concurrency must be 1 to 64, not 65.",
                        "✗ --grow makes sense with --keep only.",
                        "✗ none.jar is not there: build it with ./celeste build.");
    }

    @Test
    void whatIsNotAnOptionsValueIsRefusedWithTheOnesThatAre() {
        assertThat(load("search", "--vectors", "faiss")).isEqualTo(2);
        assertThat(errors.toString()).contains("faiss", "LUCENE", "PGVECTOR");
        assertThat(load("search", "--chunks", "many")).isEqualTo(2);
        assertThat(load()).isEqualTo(2);
        assertThat(errors.toString()).contains("Say what to load: search, stream or gateway");
    }

    @Test
    void aDiskThatIsTooSmallIsNamedWithWhatIsNeeded() {
        assertThatIOException()
                .isThrownBy(() -> DiskSpace.require(folder, 1_000_000, 9_000_000_000L))
                .withMessageContaining("1,000,000 chunks need about 18.1 GB")
                .withMessageContaining(folder.toString())
                .withMessageContaining("9.0 free")
                .withMessageContaining("--chunks");
        assertThatCode(() -> DiskSpace.require(folder, 100_000, 9_000_000_000L)).doesNotThrowAnyException();
    }

    @Test
    void whatWasGrownIsReadBackAndKnownByItsTexts() throws IOException {
        GrownCorpus corpus = SmallCorpus.of(1);
        String checksum = Grown.checksum(corpus);
        assertThat(Grown.checksum(SmallCorpus.of(2)))
                .as("the seed is looked at by itself")
                .isEqualTo(checksum);
        assertThat(Grown.read(folder)).isEmpty();

        Grown grown = Grown.nothing(1_000, 1, checksum).with("rows", 3.5).with("graph", 1);
        grown.write(folder);

        assertThat(Grown.read(folder)).contains(grown);
        assertThat(grown.seconds()).containsExactly(Map.entry("rows", 3.5), Map.entry("graph", 1.0));
        assertThat(grown.isOf(Grown.nothing(1_000, 1, checksum))).isTrue();
        assertThat(grown.isOf(Grown.nothing(1_000, 2, checksum))).isFalse();
        assertThat(grown.isOf(Grown.nothing(1_001, 1, checksum))).isFalse();
        assertThat(grown.isOf(Grown.nothing(1_000, 1, "other"))).isFalse();
    }

    private int load(String... arguments) {
        CommandLine line = LoadCommand.line(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
        line.setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }
}
