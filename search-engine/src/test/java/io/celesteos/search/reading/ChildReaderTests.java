package io.celesteos.search.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ChildReaderTests {

    @TempDir
    Path folder;

    private ReadingFolder readings;

    @BeforeEach
    void open() {
        readings = new ReadingFolder(folder);
    }

    @AfterEach
    void close() {
        readings.close();
    }

    private static ReadingProperties properties(Duration time, int megabytes) {
        return new ReadingProperties(
                time,
                DataSize.ofMegabytes(megabytes),
                Duration.ofSeconds(30),
                10_000_000,
                100,
                1_000,
                DataSize.ofMegabytes(64),
                64,
                10,
                10);
    }

    @Test
    void filesAreReadOneAfterTheOtherAndRefusalsHarmNoOther() throws Exception {
        Path word = Files.write(folder.resolve("tab\tand\nline"), SampleFiles.docx());
        Path empty = Files.createFile(folder.resolve("empty"));
        try (ChildReader reader = new ChildReader(properties(Duration.ofSeconds(60), 128), readings)) {
            assertThat(reader.read(word, "⚓\t.docx").blocks()).hasSize(5);
            assertThat(catchThrowableOfType(UnreadableFileException.class, () -> reader.read(empty, "e"))
                            .reason())
                    .isEqualTo(Reason.EMPTY);
            assertThat(reader.read(word, "w.docx").format()).isEqualTo(FileFormat.DOCX);
        }
    }

    @Test
    void whatTakesTooLongIsEndedAndTheNextFileIsRead() throws Exception {
        Path word = Files.write(folder.resolve("word"), SampleFiles.docx());
        Path endless = pipe();
        try (ChildReader reader = new ChildReader(properties(Duration.ofSeconds(5), 128), readings)) {
            assertThat(catchThrowableOfType(UnreadableFileException.class, () -> reader.read(endless, "e"))
                            .reason())
                    .isEqualTo(Reason.TOO_SLOW);
            assertThat(reader.read(word, "w.docx").blocks()).hasSize(5);
        }
    }

    /** Whoever opens it waits for the other end. */
    private Path pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    @Test
    void aProcessThatDoesNotStartIsNoFaultOfTheFile() throws Exception {
        Path word = Files.write(folder.resolve("word"), SampleFiles.docx());
        try (ChildReader reader = new ChildReader(properties(Duration.ofSeconds(60), 1_000_000_000), readings)) {
            assertThat(catchThrowable(() -> reader.read(word, "w.docx")))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("did not start");
        }
    }

    @Test
    void aProcessThatIsKilledIsNoProofAgainstTheFile() throws Exception {
        Path word = Files.write(folder.resolve("word"), SampleFiles.docx());
        Path pipe = pipe();
        try (ChildReader reader = new ChildReader(properties(Duration.ofSeconds(60), 128), readings)) {
            CompletableFuture<Throwable> ended =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> reader.read(pipe, "p")));
            // Opened once the process has begun with it.
            try (OutputStream begun = Files.newOutputStream(pipe)) {
                assertThat(left()).isNotEmpty();
                ProcessHandle.current()
                        .children()
                        .filter(each -> each.info().commandLine().orElse("").contains("ReaderProcess"))
                        .forEach(ProcessHandle::destroyForcibly);
                assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(ReadingBrokeOffException.class);
                await().until(() -> left().isEmpty());
                begun.flush();
            }
            assertThat(reader.read(word, "w.docx").blocks()).hasSize(5);
        }
    }

    /** Folders of reading processes, which have their temporary files in them. */
    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> each.getFileName().toString().startsWith("child-"))
                    .toList();
        }
    }

    @Test
    void whatTakesTooMuchMemoryEndsItsOwnProcessOnly() throws Exception {
        Path large =
                Files.write(folder.resolve("large"), "word ".repeat(4_000_000).getBytes());
        Path word = Files.write(folder.resolve("word"), SampleFiles.docx());
        ReadingProperties little = new ReadingProperties(
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(16),
                Duration.ofSeconds(30),
                50_000_000,
                100,
                1_000,
                DataSize.ofMegabytes(64),
                64,
                10,
                10);
        try (ChildReader reader = new ChildReader(little, readings)) {
            assertThat(catchThrowableOfType(UnreadableFileException.class, () -> reader.read(large, "l"))
                            .reason())
                    .isEqualTo(Reason.TOO_MUCH_MEMORY);
            assertThat(reader.read(word, "w.docx").blocks()).hasSize(5);
        }
    }
}
