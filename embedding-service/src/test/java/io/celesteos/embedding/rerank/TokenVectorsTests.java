package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.embedding.inference.HiddenStates;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVectorsTests {

    private static TokenVectors vectors(int dimensions, float... values) {
        return TokenVectors.of(new HiddenStates(values, dimensions));
    }

    @Test
    void eachQueryTokenTakesItsBestMatch() {
        TokenVectors query = vectors(2, 1, 0, 0, 1);
        TokenVectors passage = vectors(2, 5, 0, 0, -2, -1, 0);

        // First token: cosines 1, 0, -1; second: 0, -1, 0.
        assertThat(query.maxSim(passage)).isCloseTo((1 + 0) / 2.0, within(1e-6));
    }

    @Test
    void aTextMatchesItselfWhollyAndItsOppositeNotAtAll() {
        TokenVectors text = vectors(3, 0.2f, -0.7f, 0.1f);

        assertThat(text.maxSim(text)).isCloseTo(1, within(0.01));
        assertThat(text.maxSim(vectors(3, -0.2f, 0.7f, -0.1f))).isCloseTo(-1, within(0.01));
    }

    @Test
    void lengthsOfVectorsDoNotMatter() {
        TokenVectors query = vectors(2, 3, 4);

        assertThat(query.maxSim(vectors(2, 0.003f, 0.004f)))
                .isCloseTo(query.maxSim(vectors(2, 300, 400)), within(1e-6));
    }

    @Test
    void aTokenWithoutDirectionMatchesNothing() {
        assertThat(vectors(2, 1, 1).maxSim(vectors(2, 0, 0))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eightBitsAreCloseToFloats(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        float[] query = gaussian(random, 7 * 384);
        float[] passage = gaussian(random, 60 * 384);

        assertThat(vectors(384, query).maxSim(vectors(384, passage)))
                .isCloseTo(exact(query, passage, 384), within(0.003));
    }

    private static float[] gaussian(RandomGenerator random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double exact(float[] query, float[] passage, int dimensions) {
        double sum = 0;
        int rows = query.length / dimensions;
        for (int row = 0; row < rows; row++) {
            double best = -1;
            for (int other = 0; other < passage.length / dimensions; other++) {
                double dot = 0;
                double mine = 0;
                double theirs = 0;
                for (int d = 0; d < dimensions; d++) {
                    double a = query[row * dimensions + d];
                    double b = passage[other * dimensions + d];
                    dot += a * b;
                    mine += a * a;
                    theirs += b * b;
                }
                best = Math.max(best, dot / Math.sqrt(mine * theirs));
            }
            sum += best;
        }
        return sum / rows;
    }
}
