package io.celesteos.nlp.training;

import io.celesteos.nlp.intent.WordKinds;
import io.celesteos.nlp.tagger.WordPieces;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Groups words by the direction of their vectors (spherical k-means, seeded): the centres are found among the words of the
 * training sentences, so that kinds fall where the trade needs them; then every word piece that is a word joins the nearest.
 */
final class WordKindsTraining {

    private static final int COARSE = 100;
    private static final int FINE = 400;
    private static final int ROUNDS = 15;

    private final WordPieces pieces;
    private final long seed;

    WordKindsTraining(WordPieces pieces, long seed) {
        this.pieces = pieces;
        this.seed = seed;
    }

    /** @param seen words of the training sentences */
    WordKinds of(Collection<String> seen) {
        List<String> words = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (String word : new TreeSet<>(seen)) {
            float[] vector = unit(pieces.vector(word));
            if (isWord(word) && isSomewhere(vector)) {
                words.add(word);
                vectors.add(vector);
            }
        }
        float[][] coarse = centres(vectors, COARSE);
        float[][] fine = centres(vectors, FINE);
        TreeSet<String> all = new TreeSet<>(words);
        pieces.words().stream().filter(WordKindsTraining::isWord).forEach(all::add);
        Map<String, WordKinds.Kind> kinds = new TreeMap<>();
        for (String word : all) {
            float[] vector = unit(pieces.vector(word));
            kinds.put(word, new WordKinds.Kind(nearest(vector, coarse), nearest(vector, fine)));
        }
        return new WordKinds(kinds);
    }

    static void write(WordKinds kinds, Path file) throws IOException {
        try (var out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            for (Map.Entry<String, WordKinds.Kind> entry : new TreeMap<>(kinds.kinds()).entrySet()) {
                out.write(entry.getKey() + "\t" + entry.getValue().coarse() + "\t"
                        + entry.getValue().fine() + "\n");
            }
        }
    }

    private static boolean isWord(String word) {
        return word.length() > 1 && word.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private float[][] centres(List<float[]> vectors, int count) {
        Random random = new Random(seed);
        float[][] centres = new float[Math.min(count, vectors.size())][];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = vectors.get(random.nextInt(vectors.size())).clone();
        }
        for (int round = 0; round < ROUNDS; round++) {
            float[][] sums = new float[centres.length][pieces.dimensions()];
            for (float[] vector : vectors) {
                float[] sum = sums[nearest(vector, centres)];
                for (int k = 0; k < vector.length; k++) {
                    sum[k] += vector[k];
                }
            }
            for (int i = 0; i < centres.length; i++) {
                centres[i] = isSomewhere(sums[i]) ? unit(sums[i]) : centres[i];
            }
        }
        return centres;
    }

    private static int nearest(float[] vector, float[][] centres) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < centres.length; i++) {
            float alike = 0;
            for (int k = 0; k < vector.length; k++) {
                alike += vector[k] * centres[i][k];
            }
            if (alike > most) {
                most = alike;
                best = i;
            }
        }
        return best;
    }

    private static boolean isSomewhere(float[] vector) {
        for (float coordinate : vector) {
            if (coordinate != 0) {
                return true;
            }
        }
        return false;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float coordinate : vector) {
            squares += coordinate * coordinate;
        }
        float[] unit = new float[vector.length];
        if (squares > 0) {
            double length = StrictMath.sqrt(squares);
            for (int k = 0; k < vector.length; k++) {
                unit[k] = (float) (vector[k] / length);
            }
        }
        return unit;
    }
}
