package io.celesteos.nlp.tagger;

import java.util.List;

/**
 * What a model has learned: numbers by feature and output. Outputs are the labels in order, {@link #OUTSIDE} first, and
 * one more that says of the end of a span whether it is a span itself ({@code filter} in {@code oil filter}).
 *
 * <p>Mutable while it is trained, read by many threads afterwards.
 *
 * @param labels the first is {@link #OUTSIDE}
 * @param longest words of the longest span
 * @param bits the table of sparse features has {@code 2^bits} rows
 * @param dimensions of a word's vector
 * @param sparse {@code [2^bits][outputs]}, flat
 * @param dense {@code [roles][outputs][dimensions]}, flat
 * @param transitions {@code [labels + 1][labels + 1]}, flat: from one label to the next; the last stands for the text's
 *     start as a row and for its end as a column
 */
public record SpanWeights(
        List<String> labels,
        int longest,
        int bits,
        int dimensions,
        float[] sparse,
        float[] dense,
        float[] transitions) {

    /** The label of a word in no span. */
    public static final String OUTSIDE = "";

    private static final int LONGEST_SPAN = 20;
    private static final int MOST_BITS = 22;

    public SpanWeights {
        labels = List.copyOf(labels);
        int outputs = labels.size() + 1;
        if (labels.size() < 2 || !labels.getFirst().equals(OUTSIDE)) {
            throw new IllegalArgumentException("labels begin with that of no span and name at least one: " + labels);
        }
        if (longest < 1 || longest > LONGEST_SPAN || bits < 1 || bits > MOST_BITS || dimensions < 0) {
            throw new IllegalArgumentException(
                    "longest " + longest + ", bits " + bits + ", dimensions " + dimensions + " are no model's");
        }
        if (sparse.length != outputs << bits
                || dense.length != Role.values().length * outputs * dimensions
                || transitions.length != outputs * outputs) {
            throw new IllegalArgumentException("the arrays do not fit " + labels.size() + " labels, " + bits
                    + " bits and " + dimensions + " dimensions");
        }
    }

    /** All zeros. */
    public static SpanWeights zeros(List<String> labels, int longest, int bits, int dimensions) {
        int outputs = labels.size() + 1;
        return new SpanWeights(
                labels,
                longest,
                bits,
                dimensions,
                new float[outputs << bits],
                new float[Role.values().length * outputs * dimensions],
                new float[outputs * outputs]);
    }

    public int outputs() {
        return labels.size() + 1;
    }

    /** Where the feature's row begins in {@link #sparse}. */
    public int row(int feature) {
        return (feature >>> (32 - bits)) * outputs();
    }

    /** Where the output's vector begins in {@link #dense}. */
    public int vector(Role role, int output) {
        return (role.ordinal() * outputs() + output) * dimensions;
    }
}
