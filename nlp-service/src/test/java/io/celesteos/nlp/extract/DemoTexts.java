package io.celesteos.nlp.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts of fifty words out of the demo yachts' faults and work orders, as crews wrote them: codes, parts, measurements, dates. */
final class DemoTexts {

    static final int WORDS = 50;

    private static final List<String> FILES =
            List.of("celeste/faults.tsv", "celeste/work_orders.tsv", "meridian/faults.tsv", "meridian/work_orders.tsv");
    private static final List<String> COLUMNS =
            List.of("code", "title", "description", "resolution", "date", "equipment");

    private DemoTexts() {}

    /** Row after row, without their tabs, cut every fifty words; the last, shorter one is left out. */
    static List<String> ofFiftyWords() {
        List<String> words = new ArrayList<>();
        FILES.forEach(file -> words.addAll(words(Path.of("..", "demo").resolve(file))));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i + WORDS <= words.size(); i += WORDS) {
            texts.add(String.join(" ", words.subList(i, i + WORDS)));
        }
        return texts;
    }

    private static List<String> words(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> header = List.of(lines.getFirst().split("\t", -1));
            List<String> words = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                for (String column : COLUMNS) {
                    int at = header.indexOf(column);
                    if (at >= 0 && at < cells.length && !cells[at].isBlank()) {
                        words.addAll(List.of((cells[at] + ".").split("\\s+")));
                    }
                }
            }
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file.toAbsolutePath(), unreadable);
        }
    }
}
