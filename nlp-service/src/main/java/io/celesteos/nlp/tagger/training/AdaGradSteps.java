package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.SpanWeights;

/** Moves weights against their gradients, each by a step that shrinks as its own gradients add up. */
final class AdaGradSteps {

    private static final double EPSILON = 1e-6;

    private final SpanWeights weights;
    private final TrainingSettings settings;
    private final float[] sparse;
    private final float[] dense;
    private final float[] transitions;

    AdaGradSteps(SpanWeights weights, TrainingSettings settings) {
        this.weights = weights;
        this.settings = settings;
        this.sparse = new float[weights.sparse().length];
        this.dense = new float[weights.dense().length];
        this.transitions = new float[weights.transitions().length];
    }

    /** The row of a feature, by the gradients of its outputs. */
    void sparse(int feature, double[] gradients, int at, double rate) {
        int row = weights.row(feature);
        for (int c = 0; c < weights.outputs(); c++) {
            if (gradients[at + c] != 0) {
                step(weights.sparse(), sparse, row + c, gradients[at + c], settings.sparsePenalty(), rate);
            }
        }
    }

    /** All weights of word vectors. */
    void dense(double[] gradients, double rate) {
        for (int i = 0; i < gradients.length; i++) {
            if (gradients[i] != 0) {
                step(weights.dense(), dense, i, gradients[i], settings.densePenalty(), rate);
            }
        }
    }

    void transition(int at, double gradient, double rate) {
        step(weights.transitions(), transitions, at, gradient, settings.sparsePenalty(), rate);
    }

    private static void step(float[] weights, float[] squares, int at, double gradient, double penalty, double rate) {
        double penalised = gradient + penalty * weights[at];
        squares[at] += (float) (penalised * penalised);
        weights[at] -= (float) (rate * penalised / (Math.sqrt(squares[at]) + EPSILON));
    }
}
