package io.celesteos.stack.demo;

import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tab-separated rows with a header line; an empty cell is null. */
record Table(List<Map<String, @Nullable String>> rows) {

    /** An absent file is an empty table. */
    static Table read(Path file) {
        if (!Files.exists(file)) {
            return new Table(List.of());
        }
        try {
            List<String> lines = Files.readAllLines(file);
            String[] header = lines.getFirst().split("\t", -1);
            List<Map<String, @Nullable String>> rows = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    rows.add(row(file, i + 1, header, lines.get(i).split("\t", -1)));
                }
            }
            return new Table(rows);
        } catch (IOException failure) {
            throw new UserError("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Map<String, @Nullable String> row(Path file, int line, String[] header, String[] cells) {
        if (cells.length != header.length) {
            throw new UserError(file + ", line " + line + ": " + cells.length + " cells, but the header has "
                    + header.length + ".");
        }
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            row.put(header[i].strip(), cells[i].isBlank() ? null : cells[i].strip());
        }
        return row;
    }
}
