package io.celesteos.nlp.tagger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of word pieces, learned elsewhere from much text ({@code docs/nlp/tagger.md} says where): what lets the tagger
 * take a word it never saw in training for something like those it did. Immutable.
 *
 * <p>File, gzipped, big-endian: dimensions, how many, {@code float[dimensions]} steps; then for each piece its name
 * (modified UTF-8, {@code ##} before one that continues a word) and a byte a dimension, to be multiplied by the step.
 */
public final class WordPieces {

    private static final String RESOURCE = "/tagger/word-pieces.bin.gz";
    private static final String CONTINUES = "##";

    private final Map<String, float[]> starting = new HashMap<>();
    private final Map<String, float[]> continuing = new HashMap<>();
    private final int dimensions;
    private final int longest;

    private WordPieces(DataInputStream in) throws IOException {
        dimensions = in.readInt();
        int count = in.readInt();
        float[] steps = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            steps[i] = in.readFloat();
        }
        int length = 0;
        for (int p = 0; p < count; p++) {
            String name = in.readUTF();
            float[] vector = new float[dimensions];
            for (int i = 0; i < dimensions; i++) {
                vector[i] = in.readByte() * steps[i];
            }
            if (name.startsWith(CONTINUES)) {
                continuing.put(name.substring(CONTINUES.length()), vector);
            } else {
                starting.put(name, vector);
            }
            length = Math.max(length, name.length());
        }
        longest = length;
    }

    /** The pieces that ship with the service. */
    public static WordPieces load() {
        try (InputStream file = WordPieces.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return read(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, broken);
        }
    }

    /** @throws IOException when it is no such file */
    public static WordPieces read(InputStream file) throws IOException {
        return new WordPieces(new DataInputStream(new BufferedInputStream(new GZIPInputStream(file))));
    }

    /** The pieces that begin a word, most of them whole words. */
    public Set<String> words() {
        return Collections.unmodifiableSet(starting.keySet());
    }

    public int dimensions() {
        return dimensions;
    }

    /**
     * {@code float[dimensions]}: the sum of the word's pieces over the root of their number, so that a word in pieces
     * weighs about as much as a whole one. Longest pieces first, as the vectors were learned (WordPiece); the letters
     * between other signs are words of their own.
     */
    public float[] vector(String word) {
        float[] sum = new float[dimensions];
        int found = 0;
        boolean start = true;
        for (int i = 0; i < word.length(); ) {
            if (!Character.isLetter(word.charAt(i))) {
                start = true;
                i++;
                continue;
            }
            int end = pieceEnd(word, i, start);
            if (end > i) {
                add(piece(word, i, end, start), sum);
                found++;
            }
            start = false;
            i = Math.max(end, i + 1);
        }
        if (found > 1) {
            float scale = (float) (1 / Math.sqrt(found));
            for (int k = 0; k < dimensions; k++) {
                sum[k] *= scale;
            }
        }
        return sum;
    }

    private int pieceEnd(String word, int from, boolean start) {
        int end = from;
        while (end < word.length() && end - from < longest && Character.isLetter(word.charAt(end))) {
            end++;
        }
        while (end > from && piece(word, from, end, start) == null) {
            end--;
        }
        return end;
    }

    private float @Nullable [] piece(String word, int from, int to, boolean start) {
        return (start ? starting : continuing).get(word.substring(from, to));
    }

    private static void add(float @Nullable [] piece, float[] sum) {
        if (piece != null) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += piece[k];
            }
        }
    }
}
