package io.celesteos.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTests {

    @TempDir
    private Path folder;

    @Test
    void emptyCellsAreNull() throws IOException {
        Path file = Files.writeString(folder.resolve("t.tsv"), "code\tname\nA\t\n\nB\t two \n");

        var rows = Table.read(file).rows();

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsEntry("code", "A").containsEntry("name", null);
        assertThat(rows.get(1)).containsEntry("name", "two");
    }

    @Test
    void aRowWithTooFewCellsIsNamedByFileAndLine() throws IOException {
        Path file = Files.writeString(folder.resolve("t.tsv"), "code\tname\nA\n");

        assertThatThrownBy(() -> Table.read(file)).isInstanceOf(UserError.class).hasMessageContaining("t.tsv, line 2");
    }

    @Test
    void anAbsentTableIsEmpty() {
        assertThat(Table.read(folder.resolve("none.tsv")).rows()).isEmpty();
    }
}
