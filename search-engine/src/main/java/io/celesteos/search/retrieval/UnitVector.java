package io.celesteos.search.retrieval;

import java.util.Arrays;
import java.util.List;

/** A vector of L2 norm 1 ({@code float[dimensions]}); immutable, equal by value. */
public final class UnitVector {

    private static final double ROUNDING = 1e5;

    private final float[] values;

    private UnitVector(float[] values) {
        this.values = values;
    }

    /**
     * {@code values} scaled to length 1.
     *
     * @throws IllegalArgumentException when a component is not finite, or all are zero
     */
    public static UnitVector of(float[] values) {
        double squares = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("must hold finite numbers only");
            }
            squares += (double) value * value;
        }
        if (squares == 0) {
            throw new IllegalArgumentException("must not be all zeros");
        }
        double norm = Math.sqrt(squares);
        float[] unit = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            unit[i] = (float) (values[i] / norm);
        }
        return new UnitVector(unit);
    }

    /** @throws IllegalArgumentException as {@link #of(float[])} */
    public static UnitVector of(List<Float> values) {
        float[] copy = new float[values.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(i);
        }
        return of(copy);
    }

    public int dimensions() {
        return values.length;
    }

    /** A copy. */
    public float[] toArray() {
        return values.clone();
    }

    /** Cosine similarity, -1 to 1. */
    public double cosine(UnitVector other) {
        double dot = 0;
        for (int i = 0; i < values.length; i++) {
            dot += values[i] * other.values[i];
        }
        return dot;
    }

    /**
     * A cosine similarity without the digits in which two ways of computing it differ (float and double sums),
     * so that what is equal stays a tie in every backend.
     */
    public static double rounded(double cosine) {
        return Math.round(cosine * ROUNDING) / ROUNDING;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "UnitVector[" + values.length + "]";
    }
}
