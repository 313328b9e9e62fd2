package io.celesteos.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Texts of the demo documents' sentences in a random order. Numbers are drawn anew, so that no text comes twice and a
 * cache gives nothing.
 */
final class MadeTexts {

    private static final int FEWEST = 200;
    private static final int WORDS_A_PARAGRAPH = 80;
    private static final int WORDS_A_SECTION = 180;

    private final List<String> sentences;
    private final RandomGenerator random;

    private MadeTexts(List<String> sentences, RandomGenerator random) {
        this.sentences = sentences;
        this.random = random;
    }

    /** @throws IOException when the folder holds too little text */
    static MadeTexts of(Path demo, RandomGenerator random) throws IOException {
        List<String> sentences = new ArrayList<>();
        try (Stream<Path> files = Files.walk(demo)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                String body = Files.readString(file).replaceFirst("(?s)\\A---\n.*?\n---\n", "");
                body.lines()
                        .filter(line -> !line.isBlank() && "#|-".indexOf(line.charAt(0)) < 0)
                        .flatMap(line -> Arrays.stream(line.split("(?<=[.!?]) ")))
                        .filter(each -> each.split(" ").length >= 6)
                        .forEach(sentences::add);
            }
        }
        if (sentences.size() < FEWEST) {
            throw new IOException(demo + " holds too little text (" + sentences.size() + " sentences): name the demo's"
                    + " folder with --demo");
        }
        return new MadeTexts(sentences, random);
    }

    /** So many words or a few more. */
    String prose(int words) {
        StringBuilder text = new StringBuilder();
        for (int left = words; left > 0; ) {
            String next = sentence();
            left -= next.split(" ").length;
            text.append(text.isEmpty() ? "" : " ").append(next);
        }
        return text.toString();
    }

    private String sentence() {
        String drawn = sentences.get(random.nextInt(sentences.size()));
        StringBuilder made = new StringBuilder(drawn.length());
        for (char each : drawn.toCharArray()) {
            made.append(Character.isDigit(each) ? (char) ('0' + random.nextInt(10)) : each);
        }
        return made.toString();
    }

    String heading(int number) {
        String[] words = sentence().replaceAll("[^\\p{L} ]", "").strip().split(" +");
        return number + " " + String.join(" ", Arrays.copyOf(words, Math.min(words.length, 4)));
    }

    /** A title, then sections of two or three paragraphs. */
    String markdown(int number, int words) {
        StringBuilder text = new StringBuilder("# " + heading(number) + "\n");
        for (int section = 1, left = words; left > 0; section++) {
            text.append("\n## ").append(heading(section)).append('\n');
            for (int part = Math.min(left, WORDS_A_SECTION);
                    part > 0;
                    part -= WORDS_A_PARAGRAPH, left -= WORDS_A_PARAGRAPH) {
                text.append('\n')
                        .append(prose(Math.min(part, WORDS_A_PARAGRAPH)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Paragraphs alone. */
    String plain(int words) {
        StringBuilder text = new StringBuilder();
        for (int left = words; left > 0; left -= WORDS_A_PARAGRAPH) {
            text.append(text.isEmpty() ? "" : "\n\n").append(prose(Math.min(left, WORDS_A_PARAGRAPH)));
        }
        return text.toString();
    }

    /** Between half of the words and half as many again. */
    int about(int words) {
        return words / 2 + random.nextInt(words + 1);
    }
}
