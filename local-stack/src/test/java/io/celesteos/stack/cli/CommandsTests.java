package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands say when there is nothing running, and when they cannot do what they were asked. */
class CommandsTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int celeste(String... arguments) {
        var terminal = new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false);
        var layout = new StackLayout(folder, folder.resolve("state"));
        return CelesteCommand.commandLine(layout, terminal).execute(arguments);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeftRunning() throws IOException {
        try (ServerSocket taken = secondOfFivePorts()) {
            int basePort = taken.getLocalPort() - 1; // the search-engine's place

            assertThat(celeste("up", "--base-port", Integer.toString(basePort))).isEqualTo(1);
        }
        assertThat(printed()).contains("search-engine").contains("is taken").contains("--base-port");
        assertThat(folder.resolve("state/run/stack.pid")).doesNotExist();
        assertThat(folder.resolve("state/postgres")).doesNotExist();
    }

    /** Below the ports the system hands out, where whatever else the machine runs could take the first of the five. */
    private static ServerSocket secondOfFivePorts() throws IOException {
        for (int basePort = 21_000; basePort < 32_000; basePort += 10) {
            try (ServerSocket first = new ServerSocket(basePort)) {
                return new ServerSocket(first.getLocalPort() + 1);
            } catch (BindException inUse) {
                // the next five
            }
        }
        throw new IOException("no two neighbouring ports are free");
    }

    @Test
    void aStateFolderThatCannotBeMadeIsOneSentence() throws IOException {
        Files.writeString(folder.resolve("state"), "a file where the folder should be");

        assertThat(celeste("up", "--base-port", "28000")).isEqualTo(1);
        assertThat(printed().lines()).hasSize(1);
        assertThat(printed()).contains("cannot be written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up --base-port 70000 | --base-port must be",
                "logs no-such-service | There is no service no-such-service",
                "yacht list | No database",
                "yacht add Aurora --time-zone Mars/Base --database-url jdbc:postgresql://localhost:1/x | does not answer",
                "yacht list --database-url mysql://x | must look like jdbc:postgresql",
                "yacht rotate-signature 00000000-0000-4000-8000-000000000001 --database-url jdbc:postgresql://localhost:1/x | does not answer",
                "models fetch no-such-model | There is no known model no-such-model; these can be fetched: bge-large-en-v1.5",
                "models fetch mpnet --mirror http://localhost:1 | Cannot reach http://localhost:1",
                "models fetch mpnet --mirror ftp://x | must be an http(s) address",
                "models fetch mpnet --mirror file:/no/such/folder | has no sentence-transformers/all-mpnet-base-v2/resolve",
                "migrate | No database",
                "migrate --database-url jdbc:postgresql://localhost:1/x | could not be migrated"
            })
    void whatCannotBeDoneIsSaidInOneSentence(String arguments, String sentence) {
        assertThat(celeste(arguments.split(" "))).isEqualTo(1);
        assertThat(printed()).contains(sentence).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"up --no-such-option", "yacht rotate-signature not-a-uuid", "nonsense"})
    void wrongUsageIsExitCodeTwo(String arguments) {
        assertThat(celeste(arguments.split(" "))).isEqualTo(2);
    }

    @Test
    void statusAndDownSayThatNothingRuns() {
        assertThat(celeste("status")).isEqualTo(1);
        assertThat(celeste("down")).isZero();
        assertThat(printed()).contains("Not running").contains("Nothing was running");
    }

    @Test
    void logsShowTheLastLinesOfOneService() throws IOException {
        Files.createDirectories(folder.resolve("state/logs"));
        Files.writeString(folder.resolve("state/logs/gateway.log"), "one\ntwo\nthree\n");

        assertThat(celeste("logs", "gateway", "-n", "2")).isZero();
        assertThat(printed().lines().toList()).containsExactly("two", "three");
    }

    @Test
    void logsOfAllServicesNameEachOne() {
        assertThat(celeste("logs")).isZero();
        assertThat(printed()).contains("== gateway").contains("== nlp-service").contains("(no log yet)");
    }

    @Test
    void modelsAreListedWithWhereTheyAre() throws IOException {
        Path own = Files.createDirectories(folder.resolve("state/models/our-own-model"));
        Files.writeString(own.resolve("config.json"), "{}");

        assertThat(celeste("models", "list")).isZero();
        assertThat(printed().lines().map(String::strip))
                .anyMatch(line -> line.startsWith("bge-small-en-v1.5 ") && line.endsWith("bundled"))
                .anyMatch(line -> line.startsWith("multilingual-e5-large ") && line.endsWith("2148 MB  known"))
                .anyMatch(line -> line.startsWith("our-own-model ") && line.endsWith("installed"));
    }

    @Test
    void aBundledModelNeedsNoFetching() {
        assertThat(celeste("models", "fetch", "minilm")).isZero();
        assertThat(printed()).contains("nothing to fetch");
    }

    @Test
    void resetDeletesTheStateFolder() throws IOException {
        Files.createDirectories(folder.resolve("state/logs/deep"));

        assertThat(celeste("reset")).isZero();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aFollowedLogPrintsWholeLinesOnceAndSurvivesBeingBegunAnew() throws IOException {
        Path log = folder.resolve("x.log");
        var follower =
                new LogFollower(log, new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false));
        follower.printNew();
        Files.writeString(log, "first\nhalf");
        follower.printNew();
        Files.writeString(log, "first\nhalf a line\n");
        follower.printNew();
        Files.writeString(log, "anew\n");
        follower.printNew();

        assertThat(printed().lines().toList()).containsExactly("first", "half a line", "anew");
    }
}
