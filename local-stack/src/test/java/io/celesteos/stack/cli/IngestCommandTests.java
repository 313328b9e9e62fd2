package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestCommandTests {

    @TempDir
    private Path folder;

    private Path files;
    private CliTestBench cli;
    private SpokenGateway gateway;

    @BeforeEach
    void begin() throws IOException {
        gateway = new SpokenGateway();
        cli = new CliTestBench(folder);
        files = Files.createDirectories(folder.resolve("files"));
    }

    @AfterEach
    void end() {
        gateway.close();
    }

    private int ingest(String... more) {
        return ingestAt(gateway.url(), more);
    }

    private int ingestAt(String url, String... more) {
        String[] all = new String[more.length + 5];
        all[0] = "ingest";
        all[1] = "--url";
        all[2] = url;
        all[3] = "--key";
        all[4] = SpokenGateway.CREDENTIAL;
        System.arraycopy(more, 0, all, 5, more.length);
        return cli.celeste(all);
    }

    private void write(String name, String text) throws IOException {
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aFolderIsSentWholeWithoutWhatIsHiddenOrOfNoKnownFormat() throws IOException {
        write("pump.md", "# Pump");
        write("deep/er/bad log.pdf", "%PDF");
        write("again.txt", "the same");
        write(".hidden.md", "x");
        write(".git/config.txt", "x");
        write("movie.mp4", "x");

        int code = ingest(files.toString());

        assertThat(code).isEqualTo(3);
        assertThat(gateway.heard("POST /api/v1/documents")).singleElement().satisfies(sent -> {
            assertThat(sent.files()).containsExactlyInAnyOrder("pump.md", "bad log.pdf", "again.txt");
            assertThat(sent.body()).contains("# Pump", "%PDF", "the same");
            assertThat(sent.headers()).containsKey("Idempotency-key");
            assertThat(sent.headers().get("Content-length"))
                    .isEqualTo(Integer.toString(sent.body().length()));
        });
        assertThat(cli.said())
                .containsPattern("stored +1")
                .containsPattern("duplicate +1")
                .containsPattern("failed +1")
                .containsPattern("left out +1 +other formats")
                .containsPattern("left out +2 +hidden")
                .contains("bad log.pdf", "encrypted", "It needs a password.")
                .doesNotContain("\u001b");
        assertThat(cli.aside()).contains("upload").contains("read (files)");
    }

    @Test
    void whatANameEndsWithDoesNotMatterForFilesThatAreNamed() throws IOException {
        write("manual.scan", "text");

        assertThat(ingest(files.resolve("manual.scan").toString())).isZero();
        assertThat(ingest(files.toString())).isEqualTo(1);
        assertThat(cli.said()).contains("nothing to send").contains("--all-files");
        assertThat(ingest("--all-files", files.toString())).isZero();
    }

    @Test
    void aPatternIsMatchedBelowItsFolder() throws IOException {
        write("a/one.md", "1");
        write("a/b/two.md", "2");
        write("a/b/three.txt", "3");

        assertThat(ingest(files + "/**/*.md")).isZero();
        assertThat(gateway.heard("POST /api/v1/documents").getFirst().files())
                .containsExactlyInAnyOrder("one.md", "two.md");
        assertThat(ingest(files + "/*.pdf")).isEqualTo(1);
        assertThat(cli.said()).contains("Nothing matches");
    }

    @Test
    void manyFilesGoInRequestsOfFiftyEachFollowedToItsEnd() throws IOException {
        for (int i = 0; i < 120; i++) {
            write("note-" + i + ".txt", "note " + i);
        }

        assertThat(ingest("--json", files.toString())).isZero();

        assertThat(gateway.heard("POST /api/v1/documents"))
                .extracting(sent -> sent.files().size())
                .containsExactly(50, 50, 20);
        assertThat(cli.document().path("stored").asInt()).isEqualTo(120);
        assertThat(cli.document().path("jobs").size()).isEqualTo(3);
        assertThat(cli.document().path("failures").isEmpty()).isTrue();
    }

    @Test
    void aBusyServerIsWaitedForAsLongAsItAsksAndGetsTheSameKeyAgain() throws IOException {
        write("pump.md", "# Pump");
        gateway.say(
                "POST /api/v1/documents",
                503,
                SpokenGateway.problem(503, "overloaded", "Too many files wait to be read.", true),
                Map.of("Retry-After", "7"));

        assertThat(ingest(files.toString())).isZero();

        assertThat(cli.pauses).contains(Duration.ofSeconds(7));
        assertThat(cli.aside()).contains("takes nothing more for now");
        assertThat(gateway.heard("POST /api/v1/documents")).hasSize(2);
        assertThat(gateway.heard("POST /api/v1/documents").stream()
                        .map(sent -> sent.headers().get("Idempotency-key"))
                        .distinct())
                .singleElement()
                .isNotNull();
    }

    @Test
    void metadataGoesWithEveryFile() throws IOException {
        write("pump.md", "# Pump");

        assertThat(ingest("-m", "system=fuel", files.toString())).isZero();
        assertThat(gateway.heard("POST /api/v1/documents").getFirst().body())
                .contains("name=\"metadata\"")
                .contains("{\"system\":\"fuel\"}");
    }

    @Test
    void withoutWaitingTheJobsAreNamedAndNotLookedAt() throws IOException {
        write("pump.md", "# Pump");

        assertThat(ingest("--no-wait", files.toString())).isZero();

        assertThat(cli.said()).containsPattern("sent +1").contains("jobs show 00000000-0000-4000-8000-000000000001");
        assertThat(gateway.heard("GET /api/v1/jobs/00000000-0000-4000-8000-000000000001"))
                .isEmpty();
    }

    @Test
    void theBarCountsTheFilesBytesAndEndsFull() throws IOException {
        write("one.txt", "x".repeat(40 << 10));
        write("two.txt", "y".repeat(60 << 10));

        assertThat(ingest(files.toString())).isZero();
        assertThat(cli.aside().lines().filter(line -> line.contains("upload")).toList())
                .last()
                .asString()
                .endsWith("100 of 100");
        assertThat(cli.aside().lines().filter(line -> line.contains("vectors")).toList())
                .allSatisfy(line -> assertThat(line).endsWith(" of 40"));
    }

    @Test
    void aRequestThatIsTooLargeFailsItsFilesAndNotTheRest() throws IOException {
        write("pump.md", "# Pump");
        gateway.say(
                "POST /api/v1/documents",
                413,
                SpokenGateway.problem(413, "body_too_large", "Send at most 1 byte.", false),
                Map.of());

        assertThat(ingest("--json", files.toString())).isEqualTo(3);
        assertThat(cli.document().at("/failures/0/code").asString()).isEqualTo("body_too_large");
    }

    @Test
    void aWrongCredentialIsToldBeforeAnythingIsSent() throws IOException {
        write("pump.md", "# Pump");

        int code = cli.celeste("ingest", "--url", gateway.url(), "--key", "another", files.toString());

        assertThat(code).isEqualTo(5);
        assertThat(cli.said()).contains("Send the yacht's signature.");
        assertThat(gateway.heard("POST /api/v1/documents")).isEmpty();
    }

    @Test
    void whenNothingAnswersOneLineSaysWhatToDo() throws IOException {
        write("pump.md", "# Pump");
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThat(ingestAt("http://localhost:" + nobody, files.toString())).isEqualTo(4);
        assertThat(cli.said().lines()).singleElement().asString().contains("./celeste up");

        assertThat(ingestAt("http://localhost:" + nobody, "--json", files.toString()))
                .isEqualTo(4);
        assertThat(cli.document().at("/error/code").asString()).isEqualTo("away");
        assertThat(cli.document().at("/error/exit_code").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ingest --key x no-such-file | 1 | There is no file or folder no-such-file",
                "ingest --key x --yacht nobody . | 1 | must be a UUID",
                "ingest --yacht 00000000-0000-4000-8000-00000000dead . | 1 | CELESTE_YACHT_SIGNATURE",
                "ingest --key x --url localhost:8000 . | 1 | must look like http://localhost:8000",
                "ingest --key x --follow --no-wait . | 1 | exclude each other",
                "ingest --key x --patience 0 . | 1 | at least a minute"
            })
    void whatCannotBeDoneIsSaidInOneSentence(String arguments, int code, String sentence) {
        assertThat(cli.celeste(arguments.split(" "))).isEqualTo(code);
        assertThat(cli.said()).contains(sentence).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"ingest", "ingest --meta nonsense x", "jobs show not-a-uuid", "query"})
    void wrongUsageIsExitCodeTwo(String arguments) {
        assertThat(cli.celeste(arguments.split(" "))).isEqualTo(2);
    }
}
