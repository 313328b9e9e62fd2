package io.celesteos.bench.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Texts from the demo's documents, of a wanted number of tokens. Each begins at a random word and none is given
 * twice, so that a cache gives nothing. Thread-safe.
 */
final class DemoTexts {

    private final List<String> words;
    private final Tokens tokens;
    private final RandomGenerator random;
    private final Set<String> given = new HashSet<>();

    DemoTexts(List<String> words, Tokens tokens, RandomGenerator random) {
        this.words = List.copyOf(words);
        this.tokens = tokens;
        this.random = random;
    }

    /** All words of the Markdown files below {@code folder}, without their headers. */
    static List<String> words(Path folder) throws IOException {
        List<String> words = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                String body = Files.readString(file).replaceFirst("(?s)\\A---\n.*?\n---\n", "");
                words.addAll(body.lines()
                        .filter(line -> !line.startsWith("|"))
                        .flatMap(line -> Stream.of(line.split("\\s+")))
                        .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
                        .toList());
            }
        }
        if (words.size() < 2_000) {
            throw new IOException(folder + " holds too little text (" + words.size() + " words)");
        }
        return words;
    }

    /** {@code count} texts, each of a random length between the two numbers of tokens. */
    synchronized List<String> texts(int count, int minTokens, int maxTokens) {
        return Stream.generate(() -> text(random.nextInt(minTokens, maxTokens + 1)))
                .filter(given::add)
                .limit(count)
                .toList();
    }

    private String text(int wanted) {
        // A word has one token or more, so as many words as tokens are enough.
        int from = random.nextInt(words.size() - wanted);
        return tokens.cut(String.join(" ", words.subList(from, from + wanted)), wanted);
    }
}
