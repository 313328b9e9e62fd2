package io.celesteos.bench.nlp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Texts of a wanted number of words out of the demo yachts' faults and work orders: full of codes, parts, dates, measurements. */
final class CrewTexts {

    private static final List<String> FILES = List.of("faults.tsv", "work_orders.tsv");
    private static final List<String> COLUMNS =
            List.of("code", "title", "description", "resolution", "date", "equipment");

    private CrewTexts() {}

    /**
     * @param demo folder with a folder for each yacht
     * @return row after row, cut every {@code words} words; what is left at the end is left out
     * @throws IOException when there are none
     */
    static List<String> of(Path demo, int words) throws IOException {
        List<String> all = new ArrayList<>();
        if (Files.isDirectory(demo)) {
            try (Stream<Path> yachts = Files.list(demo)) {
                for (Path yacht : yachts.sorted().toList()) {
                    for (String file : FILES) {
                        if (Files.isRegularFile(yacht.resolve(file))) {
                            addWords(all, Files.readAllLines(yacht.resolve(file)));
                        }
                    }
                }
            }
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i + words <= all.size(); i += words) {
            texts.add(String.join(" ", all.subList(i, i + words)));
        }
        if (texts.isEmpty()) {
            throw new IOException(
                    demo + " holds no faults and work orders of " + words + " words; name it with --demo");
        }
        return texts;
    }

    private static void addWords(List<String> all, List<String> lines) {
        List<String> header = List.of(lines.getFirst().split("\t", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            for (String column : COLUMNS) {
                int at = header.indexOf(column);
                if (at >= 0 && at < cells.length && !cells[at].isBlank()) {
                    all.addAll(List.of((cells[at] + ".").split("\\s+")));
                }
            }
        }
    }
}
