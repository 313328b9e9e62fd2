package io.celesteos.bench.judged;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The mean difference of two systems over the same queries, and how sure it is.
 *
 * @param mean of the differences
 * @param low 2.5 % of resampled means are below (percentile bootstrap, Efron 1979)
 * @param high 2.5 % are above
 * @param p share of random sign flips of the differences whose mean is as far from 0 or farther: Fisher's
 *     randomisation test, as Smucker, Allan and Carterette (2007) recommend for retrieval
 */
public record PairedGain(double mean, double low, double high, double p) {

    private static final int SAMPLES = 10_000;

    public static PairedGain of(double[] before, double[] after, RandomGenerator random) {
        int queries = before.length;
        double[] differences = new double[queries];
        for (int i = 0; i < queries; i++) {
            differences[i] = after[i] - before[i];
        }
        double mean = Arrays.stream(differences).average().orElse(0);
        double[] resampled = new double[SAMPLES];
        int asFar = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            double drawn = 0;
            double flipped = 0;
            for (int i = 0; i < queries; i++) {
                drawn += differences[random.nextInt(queries)];
                flipped += random.nextBoolean() ? differences[i] : -differences[i];
            }
            resampled[sample] = drawn / queries;
            // Sums of the same numbers in another order differ in the last bits.
            if (Math.abs(flipped / queries) >= Math.abs(mean) - 1e-12) {
                asFar++;
            }
        }
        Arrays.sort(resampled);
        return new PairedGain(
                mean,
                resampled[SAMPLES * 25 / 1000],
                resampled[SAMPLES * 975 / 1000 - 1],
                (asFar + 1.0) / (SAMPLES + 1));
    }
}
