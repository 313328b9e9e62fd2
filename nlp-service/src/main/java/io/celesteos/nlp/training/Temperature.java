package io.celesteos.nlp.training;

import java.util.Arrays;
import java.util.List;

/** Finds the temperature that makes probabilities mean what they say (Guo et al., ICML 2017, section 4.2). */
final class Temperature {

    private static final double LOWEST = 0.3;
    private static final double HIGHEST = 3;
    private static final double STEP = 0.01;

    private Temperature() {}

    /** Probabilities at the temperature 1, and the index of the intent that was right. */
    record Judged(double[] probabilities, int wanted) {

        boolean isRight() {
            return Arrays.stream(probabilities).max().orElse(0) == probabilities[wanted];
        }
    }

    /** The temperature with the least negative log-likelihood. */
    static double fitting(List<Judged> judged) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (double temperature = LOWEST; temperature <= HIGHEST; temperature += STEP) {
            double loss = 0;
            for (Judged one : judged) {
                loss += loss(one, temperature);
            }
            if (loss < least) {
                least = loss;
                best = temperature;
            }
        }
        return Math.round(best * 100) / 100.0;
    }

    private static double loss(Judged one, double temperature) {
        double sum = 0;
        for (double probability : one.probabilities()) {
            sum += StrictMath.exp(StrictMath.log(Math.max(1e-12, probability)) / temperature);
        }
        return StrictMath.log(sum) - StrictMath.log(Math.max(1e-12, one.probabilities()[one.wanted()])) / temperature;
    }
}
