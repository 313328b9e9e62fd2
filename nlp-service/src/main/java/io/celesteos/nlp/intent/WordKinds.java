package io.celesteos.nlp.intent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Words that are used alike, by number: what the model learns of one it knows of the others, also of words that no
 * training sentence holds. Made by the training out of the tagger's word vectors. Immutable.
 *
 * <p>File, gzipped: a line a word, the word, its coarse kind and its fine one, parted by tabs.
 */
public final class WordKinds {

    public static final String RESOURCE = "/intent/word_kinds.tsv.gz";

    private final Map<String, Kind> kinds;

    public WordKinds(Map<String, Kind> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    /** One of about a hundred, and one of some hundreds. */
    public record Kind(int coarse, int fine) {

        static final Kind NONE = new Kind(-1, -1);
    }

    /** The kinds that ship with the service. */
    static WordKinds load() {
        try (InputStream file = WordKinds.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            Map<String, Kind> kinds = new HashMap<>();
            try (var lines =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int first = line.indexOf('\t');
                    int second = line.indexOf('\t', first + 1);
                    kinds.put(
                            line.substring(0, first),
                            new Kind(
                                    Integer.parseInt(line, first + 1, second, 10),
                                    Integer.parseInt(line, second + 1, line.length(), 10)));
                }
            }
            return new WordKinds(kinds);
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, broken);
        }
    }

    Kind of(String word) {
        return kinds.getOrDefault(word, Kind.NONE);
    }

    /** Each word's kind. */
    public Map<String, Kind> kinds() {
        return kinds;
    }
}
