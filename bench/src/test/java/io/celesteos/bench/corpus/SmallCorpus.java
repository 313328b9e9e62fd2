package io.celesteos.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Chunks grown from two hundred short texts. */
public final class SmallCorpus {

    static final int REAL = 200;
    private static final int DIMENSIONS = 32;

    private SmallCorpus() {}

    public static GrownCorpus of(long seed) {
        return new GrownCorpus(
                seed,
                IntStream.range(0, REAL)
                        .mapToObj(i -> "first " + i + " half and second " + i + " half")
                        .toList(),
                vectors());
    }

    /** Ten crowds, as topics are. */
    static List<float[]> vectors() {
        Random random = new Random(3);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < REAL; i++) {
            Random crowd = new Random(i / 20);
            float[] vector = new float[DIMENSIONS];
            double squares = 0;
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] = (float) (crowd.nextGaussian() + 0.4 * random.nextGaussian());
                squares += vector[d] * vector[d];
            }
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] /= (float) Math.sqrt(squares);
            }
            vectors.add(vector);
        }
        return vectors;
    }
}
