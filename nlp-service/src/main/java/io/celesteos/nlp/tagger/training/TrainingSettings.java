package io.celesteos.nlp.tagger.training;

/**
 * How a model is trained. The defaults were chosen by cross-validation on the train split of MaintIE
 * ({@code ./celeste nlp cross-validate}).
 *
 * @param epochs passes over the examples
 * @param models trained from different seeds and averaged; more of them vary less
 * @param seed of the first model; the same seed gives the same bytes
 * @param rate AdaGrad's step, falling to a tenth of it in the last epoch
 * @param sparsePenalty L2, on features when they occur
 * @param densePenalty L2, on the weights of word vectors
 * @param sparseDropout share of features left out at each step
 * @param denseDropout share of a vector's dimensions left out at each step
 * @param bits {@code 2^bits} rows for the hashed features
 * @param longest words of the longest span that can be found
 */
record TrainingSettings(
        int epochs,
        int models,
        long seed,
        double rate,
        double sparsePenalty,
        double densePenalty,
        double sparseDropout,
        double denseDropout,
        int bits,
        int longest) {

    static TrainingSettings mentions() {
        return new TrainingSettings(18, 6, 1, 0.05, 1e-4, 2e-2, 0.3, 0.3, 18, 5);
    }

    static TrainingSettings maritime() {
        return new TrainingSettings(20, 2, 1, 0.15, 1e-4, 2e-3, 0.3, 0.3, 18, 8);
    }

    /** One changed, by its name. */
    TrainingSettings with(String name, double value) {
        return new TrainingSettings(
                name.equals("epochs") ? (int) value : epochs,
                name.equals("models") ? (int) value : models,
                name.equals("seed") ? (long) value : seed,
                name.equals("rate") ? value : rate,
                name.equals("sparse-penalty") ? value : sparsePenalty,
                name.equals("dense-penalty") ? value : densePenalty,
                name.equals("sparse-dropout") ? value : sparseDropout,
                name.equals("dense-dropout") ? value : denseDropout,
                name.equals("bits") ? (int) value : bits,
                name.equals("longest") ? (int) value : longest);
    }
}
