package io.celesteos.embedding.tokenvector;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.embedding.inference.HiddenStates;

/** Rows of float32, row after row, on their way from a model's hidden states to what is stored. */
public final class TokenRows {

    private TokenRows() {}

    /** Every row of a text, as late interaction compares them. */
    public static TokenVectorMatrix matrix(HiddenStates states) {
        float[] rows = new float[states.tokens() * states.dimensions()];
        for (int row = 0, i = 0; row < states.tokens(); row++) {
            for (int d = 0; d < states.dimensions(); d++, i++) {
                rows[i] = states.at(row, d);
            }
        }
        return TokenVectorMatrix.quantize(rows, states.dimensions());
    }

    /** The chosen rows, each of unit length; one of zeros stays so. */
    static float[] unit(HiddenStates states, int[] chosen) {
        int dimensions = states.dimensions();
        float[] rows = new float[chosen.length * dimensions];
        for (int row = 0; row < chosen.length; row++) {
            for (int d = 0; d < dimensions; d++) {
                rows[row * dimensions + d] = states.at(chosen[row], d);
            }
        }
        normalize(rows, dimensions);
        return rows;
    }

    /** Averages each {@code factor} neighbours, the last ones possibly fewer; back to unit length. */
    static float[] pool(float[] rows, int dimensions, int factor) {
        if (factor == 1) {
            return rows;
        }
        int count = rows.length / dimensions;
        float[] pooled = new float[pooledRows(count, factor) * dimensions];
        for (int row = 0; row < count; row++) {
            for (int d = 0; d < dimensions; d++) {
                pooled[row / factor * dimensions + d] += rows[row * dimensions + d];
            }
        }
        normalize(pooled, dimensions);
        return pooled;
    }

    static int pooledRows(int rows, int factor) {
        return Math.ceilDiv(rows, factor);
    }

    static void normalize(float[] rows, int dimensions) {
        for (int from = 0; from < rows.length; from += dimensions) {
            double squares = 0;
            for (int d = from; d < from + dimensions; d++) {
                squares += (double) rows[d] * rows[d];
            }
            if (squares == 0) {
                continue;
            }
            double norm = Math.sqrt(squares);
            for (int d = from; d < from + dimensions; d++) {
                rows[d] = (float) (rows[d] / norm);
            }
        }
    }
}
