package io.celesteos.nlp.tagger;

/**
 * Probabilities over all ways to cut a text into labelled spans and words outside, by the forward-backward algorithm of
 * a semi-Markov conditional random field (Sarawagi and Cohen, NIPS 2004). Time and memory grow with the number of words
 * times the longest span.
 *
 * <p>Sums are kept as plain numbers, each place's scaled to a largest of 1, because logarithms at every addition cost ten
 * times as much. What is reached at a place is told in units of {@code exp(reachedScale)}, what can still follow in units
 * of {@code exp(restScale)}.
 */
public final class SpanLattice {

    private final SpanScores scores;
    private final int size;
    private final int labels;
    private final int edge;
    private final double[] transitions;
    private final double[] emitted;
    private final double[] reached;
    private final double[] entered;
    private final double[] reachedScale;
    private final double[] rest;
    private final double[] begun;
    private final double[] restScale;
    private final double total;

    public SpanLattice(SpanScores scores, SpanWeights weights) {
        this.scores = scores;
        this.size = scores.size();
        this.labels = weights.labels().size();
        this.edge = labels;
        this.transitions = new double[weights.transitions().length];
        for (int i = 0; i < transitions.length; i++) {
            transitions[i] = Math.exp(weights.transitions()[i]);
        }
        this.emitted = emitted();
        int cells = (size + 1) * (labels + 1);
        this.reached = new double[cells];
        this.entered = new double[cells];
        this.reachedScale = new double[size + 1];
        this.rest = new double[cells];
        this.begun = new double[cells];
        this.restScale = new double[size + 1];
        this.total = forward();
        backward();
    }

    /** Of the span {@code [from, to)} as an outermost one with this label; of a single word for label 0. */
    public double probability(int from, int to, int label) {
        double sum = entered[cell(from, label)] * emission(from, to, label) * rest[cell(to, label)];
        return sum == 0 ? 0 : sum * Math.exp(reachedScale[from] + restScale[to] - total);
    }

    /** Expected number of times that {@code next} follows {@code label}, over the whole text. */
    public double transitions(int label, int next) {
        if (next == edge) {
            return reached[cell(size, label)] * transition(label, edge) * Math.exp(reachedScale[size] - total);
        }
        double sum = 0;
        for (int at = 0; at < size; at++) {
            double both = reached[cell(at, label)] * begun[cell(at, next)];
            if (both != 0) {
                sum += both * transition(label, next) * Math.exp(reachedScale[at] + restScale[at + 1] - total);
            }
        }
        return sum;
    }

    private double[] emitted() {
        double[] all = new double[size * scores.longest() * labels];
        for (int from = 0; from < size; from++) {
            for (int to = from + 1; to <= from + scores.longestFrom(from); to++) {
                for (int label = to - from == 1 ? 0 : 1; label < labels; label++) {
                    all[emission(from, to) + label] = Math.exp(scores.score(from, to, label));
                }
            }
        }
        return all;
    }

    private double forward() {
        reached[cell(0, edge)] = 1;
        enter(0);
        for (int to = 1; to <= size; to++) {
            double unit = 1;
            for (int from = to - 1; from >= Math.max(0, to - scores.longest()); from--) {
                for (int label = 0; label < labels; label++) {
                    reached[cell(to, label)] += unit * entered[cell(from, label)] * emission(from, to, label);
                }
                if (from > 0) {
                    unit = Math.exp(reachedScale[from - 1] - reachedScale[to - 1]);
                }
            }
            reachedScale[to] = reachedScale[to - 1] + scaleDown(reached, to);
            enter(to);
        }
        double all = 0;
        for (int label = 0; label <= labels; label++) {
            all += reached[cell(size, label)] * transition(label, edge);
        }
        return Math.log(all) + reachedScale[size];
    }

    private void enter(int at) {
        for (int before = 0; before <= labels; before++) {
            double from = reached[cell(at, before)];
            for (int label = 0; label < labels && from != 0; label++) {
                entered[cell(at, label)] += from * transition(before, label);
            }
        }
    }

    private void backward() {
        for (int label = 0; label <= labels; label++) {
            rest[cell(size, label)] = transition(label, edge);
        }
        for (int from = size - 1; from >= 0; from--) {
            double unit = 1;
            for (int to = from + 1; to <= from + scores.longestFrom(from); to++) {
                for (int label = 0; label < labels; label++) {
                    begun[cell(from, label)] += unit * emission(from, to, label) * rest[cell(to, label)];
                }
                if (to < size) {
                    unit = Math.exp(restScale[to + 1] - restScale[from + 1]);
                }
            }
            for (int before = 0; before <= labels; before++) {
                double sum = 0;
                for (int label = 0; label < labels; label++) {
                    sum += transition(before, label) * begun[cell(from, label)];
                }
                rest[cell(from, before)] = sum;
            }
            restScale[from] = restScale[from + 1] + scaleDown(rest, from);
        }
    }

    /** Makes the largest of the place 1 and returns the logarithm of what it was. */
    private double scaleDown(double[] sums, int at) {
        double largest = 0;
        for (int label = 0; label <= labels; label++) {
            largest = Math.max(largest, sums[cell(at, label)]);
        }
        for (int label = 0; label <= labels; label++) {
            sums[cell(at, label)] /= largest;
        }
        return Math.log(largest);
    }

    private int cell(int position, int label) {
        return position * (labels + 1) + label;
    }

    private double transition(int from, int to) {
        return transitions[from * (labels + 1) + to];
    }

    private int emission(int from, int to) {
        return (from * scores.longest() + to - from - 1) * labels;
    }

    private double emission(int from, int to, int label) {
        return emitted[emission(from, to) + label];
    }
}
