package io.celesteos.embedding.inference;

/** Unit length, so that a dot product is a cosine. */
public final class L2Normalization {

    private L2Normalization() {}

    /** {@code vector / |vector|} as a new array; the zero vector, which has no direction, stays zero. */
    public static float[] normalize(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        double norm = Math.sqrt(squares);
        float[] unit = new float[vector.length];
        if (norm == 0) {
            return unit;
        }
        for (int d = 0; d < vector.length; d++) {
            unit[d] = (float) (vector[d] / norm);
        }
        return unit;
    }
}
