package io.celesteos.search.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingFolderTests {

    @TempDir
    Path parent;

    @Test
    void whatKilledProcessesLeftIsDeletedAtTheStartAndNothingElse() throws IOException {
        Path left = Files.createDirectories(parent.resolve("celesteos-reading-1/child-2"));
        Files.writeString(left.resolve("file-3.part"), "words");
        Files.createFile(left.resolveSibling("lock"));
        Path others = Files.createFile(parent.resolve("other"));
        try (ReadingFolder living = new ReadingFolder(parent)) {
            Path file = living.file();

            try (ReadingFolder next = new ReadingFolder(parent)) {
                assertThat(next.file()).exists();
            }

            assertThat(left.getParent()).doesNotExist();
            assertThat(file).exists();
            assertThat(others).exists();
        }
        assertThat(parent).isDirectoryNotContaining(each -> !each.equals(others));
    }

    @Test
    void aFolderThatTheHostCleanedUpIsMadeAnew() throws IOException {
        try (ReadingFolder readings = new ReadingFolder(parent)) {
            ReadingFolder.delete(readings.file().getParent());

            assertThat(readings.file()).exists();
            assertThat(readings.child()).isDirectory();
        }
    }
}
