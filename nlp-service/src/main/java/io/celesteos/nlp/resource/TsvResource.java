package io.celesteos.nlp.resource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tab-separated data that ships with the service: UTF-8, one header line, empty cells allowed. */
public final class TsvResource {

    private final List<String> header;
    private final List<String[]> rows;

    private TsvResource(List<String> header, List<String[]> rows) {
        this.header = header;
        this.rows = rows;
    }

    /**
     * @param path on the class path, e.g. {@code /gazetteer/symptoms.tsv}
     * @throws IllegalStateException when it is not there or a row has more cells than the header
     */
    public static TsvResource read(String path) {
        List<String> lines = lines(path);
        if (lines.isEmpty()) {
            throw new IllegalStateException(path + " has no header line");
        }
        List<String> header = List.of(lines.getFirst().split("\t", -1));
        List<String[]> rows = new ArrayList<>(lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            if (cells.length > header.size()) {
                throw new IllegalStateException(path + " has a row with too many cells: " + line);
            }
            rows.add(cells);
        }
        return new TsvResource(header, rows);
    }

    /** The lines of a plain list that are neither blank nor begin with {@code #}. */
    public static List<String> lines(String path) {
        try (InputStream file = TsvResource.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("The service's data lacks " + path);
            }
            try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                return reader.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + path, unreadable);
        }
    }

    public List<Row> rows() {
        return rows.stream().map(cells -> new Row(header, cells)).toList();
    }

    /** One line, read by column name. */
    public static final class Row {
        private final List<String> header;
        private final String[] cells;

        private Row(List<String> header, String[] cells) {
            this.header = header;
            this.cells = cells;
        }

        /** The cell, empty where the row is shorter than the header. */
        public String get(String column) {
            int index = header.indexOf(column);
            if (index < 0) {
                throw new IllegalStateException("no column " + column + " in " + header);
            }
            return index < cells.length ? cells[index].strip() : "";
        }

        /** The cell's parts, split at {@code separator}, blanks left out. */
        public List<String> list(String column, char separator) {
            String cell = get(column);
            List<String> parts = new ArrayList<>();
            for (int from = 0; from <= cell.length(); ) {
                int to = cell.indexOf(separator, from);
                int end = to < 0 ? cell.length() : to;
                String part = cell.substring(from, end).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = end + 1;
            }
            return parts;
        }

        public boolean has(String column, String flag) {
            return list(column, ';').contains(flag);
        }
    }
}
