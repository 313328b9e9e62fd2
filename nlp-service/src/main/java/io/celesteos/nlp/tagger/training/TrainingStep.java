package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.EncodedText;
import io.celesteos.nlp.tagger.Role;
import io.celesteos.nlp.tagger.RolesOfSpan;
import io.celesteos.nlp.tagger.SpanLattice;
import io.celesteos.nlp.tagger.SpanProbabilities;
import io.celesteos.nlp.tagger.SpanScores;
import io.celesteos.nlp.tagger.SpanWeights;
import io.celesteos.nlp.tagger.Thinning;
import io.celesteos.nlp.tagger.training.SpanTrainer.EncodedExample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One text: what the model expects less what is true, handed to every weight that had a part in it. */
final class TrainingStep {

    /** Gradients below this move nothing that shows, and most spans of a text have one. */
    private static final double TOO_SMALL = 1e-4;

    private final SpanWeights weights;
    private final TrainingSettings settings;
    private final Example example;
    private final EncodedText text;
    private final Thinning thinning;
    private final int outputs;
    private final double[][] roles;

    TrainingStep(EncodedExample example, SpanWeights weights, TrainingSettings settings, int salt) {
        this.weights = weights;
        this.settings = settings;
        this.example = example.example();
        this.thinning = new Thinning(salt, settings.sparseDropout());
        this.text = thinVectors(example.text(), salt, settings.denseDropout());
        this.outputs = weights.outputs();
        this.roles = new double[Role.values().length][(text.size() + 2) * outputs];
    }

    void take(AdaGradSteps steps, double rate) {
        SpanScores scores = SpanScores.of(text, weights, thinning);
        var lattice = new SpanLattice(scores, weights);
        double[][] truth = truth(scores);
        double[] gradients = new double[outputs];
        for (int from = 0; from < text.size(); from++) {
            for (int to = from + 1; to <= from + scores.longestFrom(from); to++) {
                if (gradients(from, to, scores, lattice, truth, gradients)) {
                    learn(from, to, gradients, steps, rate);
                }
            }
        }
        transitions(lattice, steps, rate);
        words(steps, rate);
    }

    /** By span: 1 at the label it bears outermost; in the last output 1 or 0 where a longer span ends with it. */
    private double[][] truth(SpanScores scores) {
        double[][] truth = new double[text.size() * settings.longest()][];
        boolean[] inside = new boolean[text.size()];
        for (GoldSpan span : example.outermost()) {
            if (span.length() <= settings.longest()) {
                of(truth, span.from(), span.to())[weights.labels().indexOf(span.label())] = 1;
                for (int from = span.from() + 1; from < span.to(); from++) {
                    of(truth, from, span.to())[outputs - 1] =
                            example.spans().contains(new GoldSpan(from, span.to(), span.label())) ? 1 : -1;
                }
                Arrays.fill(inside, span.from(), span.to(), true);
            }
        }
        for (int i = 0; i < inside.length; i++) {
            if (!inside[i]) {
                of(truth, i, i + 1)[0] = 1;
            }
        }
        return truth;
    }

    private double[] of(double[][] truth, int from, int to) {
        int at = from * settings.longest() + to - from - 1;
        if (truth[at] == null) {
            truth[at] = new double[outputs];
        }
        return truth[at];
    }

    private boolean gradients(
            int from, int to, SpanScores scores, SpanLattice lattice, double[][] truth, double[] gradients) {
        double[] gold = truth[from * settings.longest() + to - from - 1];
        boolean any = false;
        for (int label = 0; label < outputs - 1; label++) {
            double gradient = lattice.probability(from, to, label) - (gold == null ? 0 : gold[label]);
            gradients[label] = Math.abs(gradient) < TOO_SMALL ? 0 : gradient;
            any |= gradients[label] != 0;
        }
        double inner = gold == null ? 0 : gold[outputs - 1];
        gradients[outputs - 1] =
                inner == 0 ? 0 : SpanProbabilities.likelihood(scores.score(from, to, outputs - 1)) - Math.max(0, inner);
        return any || gradients[outputs - 1] != 0;
    }

    private void learn(int from, int to, double[] gradients, AdaGradSteps steps, double rate) {
        RolesOfSpan.each(from, to, text.size(), (role, position) -> {
            double[] sums = roles[role.ordinal()];
            for (int c = 0; c < outputs; c++) {
                sums[(position + 1) * outputs + c] += gradients[c];
            }
        });
        for (int feature : text.spanFeatures(from, to)) {
            if (!thinning.drops(feature)) {
                steps.sparse(feature, gradients, 0, rate);
            }
        }
    }

    private void transitions(SpanLattice lattice, AdaGradSteps steps, double rate) {
        int edge = outputs - 1;
        double[] gradients = new double[outputs * outputs];
        for (int from = 0; from < outputs; from++) {
            for (int to = 0; to < outputs; to++) {
                gradients[from * outputs + to] = lattice.transitions(from, to);
            }
        }
        int before = edge;
        int at = 0;
        for (GoldSpan span : kept()) {
            for (; at < span.from(); at++) {
                gradients[before * outputs]--;
                before = 0;
            }
            int label = weights.labels().indexOf(span.label());
            gradients[before * outputs + label]--;
            before = label;
            at = span.to();
        }
        for (; at < text.size(); at++) {
            gradients[before * outputs]--;
            before = 0;
        }
        gradients[before * outputs + edge]--;
        for (int i = 0; i < gradients.length; i++) {
            if (Math.abs(gradients[i]) >= TOO_SMALL) {
                steps.transition(i, gradients[i], rate);
            }
        }
    }

    private List<GoldSpan> kept() {
        return example.outermost().stream()
                .filter(span -> span.length() <= settings.longest())
                .toList();
    }

    private void words(AdaGradSteps steps, double rate) {
        double[] dense = new double[weights.dense().length];
        for (Role role : Role.values()) {
            double[] sums = roles[role.ordinal()];
            for (int position = -1; position <= text.size(); position++) {
                int at = (position + 1) * outputs;
                if (isZero(sums, at)) {
                    continue;
                }
                for (int feature : text.features(position, role)) {
                    int played = EncodedText.inRole(feature, role);
                    if (!thinning.drops(played)) {
                        steps.sparse(played, sums, at, rate);
                    }
                }
                if (role.dense()) {
                    addVector(role, text.vector(position), sums, at, dense);
                }
            }
        }
        steps.dense(dense, rate);
    }

    private void addVector(Role role, float[] vector, double[] sums, int at, double[] dense) {
        for (int c = 0; c < outputs; c++) {
            int row = weights.vector(role, c);
            for (int k = 0; k < vector.length; k++) {
                dense[row + k] += sums[at + c] * vector[k];
            }
        }
    }

    private boolean isZero(double[] sums, int at) {
        for (int c = 0; c < outputs; c++) {
            if (sums[at + c] != 0) {
                return false;
            }
        }
        return true;
    }

    private static EncodedText thinVectors(EncodedText text, int salt, double share) {
        if (share == 0) {
            return text;
        }
        var random = new SplittableRandom(salt);
        float scale = (float) (1 / (1 - share));
        return text.withVectors(vector -> {
            float[] thinned = new float[vector.length];
            for (int k = 0; k < vector.length; k++) {
                thinned[k] = random.nextDouble() < share ? 0 : vector[k] * scale;
            }
            return thinned;
        });
    }
}
