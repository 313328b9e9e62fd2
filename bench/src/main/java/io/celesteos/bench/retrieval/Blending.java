package io.celesteos.bench.retrieval;

import java.util.Arrays;

/** The service's blend, for scores that were computed from stored vectors instead of by it. */
final class Blending {

    private static final double NO_OPINION = 0.5;

    private Blending() {}

    /** {@code (1 - weight) * firstStage + weight * rerank}, each scaled to 0..1 over these documents. */
    static double[] blend(double[] firstStage, double[] rerank, double weight) {
        double[] first = scaled(firstStage);
        double[] second = scaled(rerank);
        double[] blended = new double[first.length];
        for (int i = 0; i < blended.length; i++) {
            blended[i] = (1 - weight) * first[i] + weight * second[i];
        }
        return blended;
    }

    private static double[] scaled(double[] scores) {
        double least = Arrays.stream(scores).min().orElse(0);
        double most = Arrays.stream(scores).max().orElse(0);
        return Arrays.stream(scores)
                .map(score -> most == least ? NO_OPINION : (score - least) / (most - least))
                .toArray();
    }
}
