package io.celesteos.contracts.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** How long MaxSim over 20 passages takes: no test, run by hand; see docs/search/rerank.md. */
public final class MaxSimTimes {

    private static final int PASSAGES = 20;
    private static final int ROWS = 60;
    private static final int DIMENSIONS = 384;
    private static final int ROUNDS = 500;

    private MaxSimTimes() {}

    public static void main(String[] arguments) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        List<TokenVectorMatrix> passages = Stream.generate(() -> matrix(random, ROWS, DIMENSIONS))
                .limit(PASSAGES)
                .toList();
        for (int tokens : new int[] {12, 40}) {
            TokenVectorMatrix query = matrix(random, tokens, DIMENSIONS);
            double sum = 0;
            long[] nanos = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (TokenVectorMatrix passage : passages) {
                    sum += query.maxSim(passage);
                }
                nanos[round] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    Locale.ROOT,
                    "%d query tokens: least %.2f ms, median %.2f ms, p95 %.2f ms (checksum %.3f)%n",
                    tokens,
                    nanos[0] / 1e6,
                    nanos[ROUNDS / 2] / 1e6,
                    nanos[ROUNDS * 95 / 100] / 1e6,
                    sum);
        }
    }

    private static TokenVectorMatrix matrix(RandomGenerator random, int rows, int dimensions) {
        float[] values = new float[rows * dimensions];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return TokenVectorMatrix.quantize(values, dimensions);
    }
}
