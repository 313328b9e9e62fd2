package io.celesteos.search.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ChildReaderTests {

    @TempDir
    Path folder;

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
        try (ChildReader reader = new ChildReader(properties(Duration.ofSeconds(60), 128))) {
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
        try (ChildReader hurried = new ChildReader(properties(Duration.ofMillis(1), 128))) {
            assertThat(catchThrowableOfType(UnreadableFileException.class, () -> hurried.read(word, "w"))
                            .reason())
                    .isEqualTo(Reason.TOO_SLOW);
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
        try (ChildReader reader = new ChildReader(little)) {
            assertThat(catchThrowableOfType(UnreadableFileException.class, () -> reader.read(large, "l"))
                            .reason())
                    .isEqualTo(Reason.TOO_MUCH_MEMORY);
            assertThat(reader.read(word, "w.docx").blocks()).hasSize(5);
        }
    }
}
