package io.celesteos.testbed.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTests {

    @TempDir
    Path folder;

    @Test
    void bothStreamsAreReturned() {
        assertThat(Command.run(folder, List.of("sh", "-c", "echo out; echo err >&2")))
                .isEqualTo("out\nerr\n");
    }

    @Test
    void aFailureCarriesWhatWasPrinted() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Command.run(folder, List.of("sh", "-c", "echo port in use; exit 3")))
                .withMessageContaining("port in use");
    }

    @Test
    void aProgramThatIsNotThereIsAFailure() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Command.run(folder, List.of("no-such-program-here")));
    }

    @Test
    void theTailOfALogIsItsLastTwentyLines() throws IOException {
        Path log = folder.resolve("log");
        Files.writeString(
                log, IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        assertThat(Folders.tail(log)).startsWith("line 11\n").endsWith("line 30");
        assertThat(Folders.tail(folder.resolve("none"))).isEmpty();
        assertThat(Folders.tail(folder)).contains("could not be read");
    }
}
