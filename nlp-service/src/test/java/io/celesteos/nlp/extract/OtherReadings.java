package io.celesteos.nlp.extract;

import io.celesteos.nlp.corpus.AnnotatedSentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The primary intents that can be defended beside the label, as {@code ambiguous.tsv} lists them by the first 8 digits of a
 * text's SHA-1: judged by a second reader of the labels, before any model was asked.
 */
final class OtherReadings {

    private static final Path FILE = Path.of("src", "training", "maritime", "ambiguous.tsv");
    private static final int DIGITS = 8;

    private final Map<String, String> byText = new HashMap<>();

    private OtherReadings(List<String> lines) {
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            byText.put(cells[0], cells[3]);
        }
    }

    static OtherReadings load() {
        try {
            return new OtherReadings(Files.readAllLines(FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + FILE, unreadable);
        }
    }

    /** Whether the intent is the other one that the sentence allows. */
    boolean allow(AnnotatedSentence sentence, String intent) {
        return intent.equals(byText.get(digits(sentence.text())));
    }

    private static String digits(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
