package io.celesteos.embedding.inference;

/**
 * A model's last hidden state for one text: {@code tokens} rows of {@code dimensions} float32, row-major.
 * Of a cross-encoder it is one row with its logits. Whoever computed it hands it over; it is not copied.
 */
public final class HiddenStates {

    private final float[] values;
    private final int dimensions;

    public HiddenStates(float[] values, int dimensions) {
        if (dimensions < 1 || values.length == 0 || values.length % dimensions != 0) {
            throw new IllegalArgumentException(values.length + " values are no rows of " + dimensions);
        }
        this.values = values;
        this.dimensions = dimensions;
    }

    public int tokens() {
        return values.length / dimensions;
    }

    public int dimensions() {
        return dimensions;
    }

    /** Component {@code dimension} of token {@code token}; both from 0. */
    public float at(int token, int dimension) {
        return values[token * dimensions + dimension];
    }
}
