package io.celesteos.nlp.tagger;

/** How likely each span of a text is to bear each label, as an outermost span or as the end of one. */
public final class SpanProbabilities {

    private final int size;
    private final int longest;
    private final int labels;
    private final double[] probabilities;

    private SpanProbabilities(int size, int longest, int labels) {
        this.size = size;
        this.longest = longest;
        this.labels = labels;
        this.probabilities = new double[size * longest * labels];
    }

    public static SpanProbabilities of(EncodedText text, SpanWeights weights) {
        var all = new SpanProbabilities(
                text.size(), weights.longest(), weights.labels().size());
        SpanScores scores = SpanScores.of(text, weights);
        var lattice = new SpanLattice(scores, weights);
        int inner = weights.outputs() - 1;
        for (int from = 0; from < text.size(); from++) {
            for (int to = from + 1; to <= from + scores.longestFrom(from); to++) {
                for (int label = 1; label < all.labels; label++) {
                    double outer = lattice.probability(from, to, label);
                    all.probabilities[all.at(from, to, label)] += outer;
                    for (int start = from + 1; start < to; start++) {
                        all.probabilities[all.at(start, to, label)] +=
                                outer * likelihood(scores.score(start, to, inner));
                    }
                }
            }
        }
        return all;
    }

    /** A span {@code [from, to)} that is likely enough. */
    public interface Visitor {
        void visit(int from, int to, int label, double probability);
    }

    /** Spans that are likelier than {@code threshold}. */
    public void each(double threshold, Visitor visitor) {
        for (int from = 0; from < size; from++) {
            for (int to = from + 1; to <= Math.min(size, from + longest); to++) {
                for (int label = 1; label < labels; label++) {
                    double probability = probabilities[at(from, to, label)];
                    if (probability > threshold) {
                        visitor.visit(from, to, label, Math.min(1, probability));
                    }
                }
            }
        }
    }

    /** The logistic function of a score. */
    public static double likelihood(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    private int at(int from, int to, int label) {
        return (from * longest + to - from - 1) * labels + label;
    }
}
