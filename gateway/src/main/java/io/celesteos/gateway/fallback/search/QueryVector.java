package io.celesteos.gateway.fallback.search;

import java.util.Optional;

/** A query's vector: of length one, finite. */
final class QueryVector {

    private final float[] values;

    private QueryVector(float[] values) {
        this.values = values;
    }

    /** Brought to length one; empty for what has no direction. */
    static Optional<QueryVector> of(float[] values) {
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        if (!(square > 0) || Double.isInfinite(square)) {
            return Optional.empty();
        }
        float[] unit = new float[values.length];
        double length = Math.sqrt(square);
        for (int i = 0; i < values.length; i++) {
            unit[i] = (float) (values[i] / length);
        }
        return Optional.of(new QueryVector(unit));
    }

    int dimensions() {
        return values.length;
    }

    /** Cosine with another vector of the same length; 0 for one without direction. */
    double cosine(float[] other) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            product += (double) values[i] * other[i];
            square += (double) other[i] * other[i];
        }
        double cosine = square > 0 ? product / Math.sqrt(square) : 0;
        return Double.isFinite(cosine) ? cosine : 0;
    }

    /** pgvector's text form. */
    String text() {
        StringBuilder text = new StringBuilder(values.length * 12).append('[');
        for (float value : values) {
            text.append(text.length() == 1 ? "" : ",").append(value);
        }
        return text.append(']').toString();
    }
}
