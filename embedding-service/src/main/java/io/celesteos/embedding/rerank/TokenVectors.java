package io.celesteos.embedding.rerank;

import io.celesteos.embedding.inference.HiddenStates;

/**
 * The token vectors of a text, each scaled to unit length and stored as int8 with a scale of its own: a quarter
 * of the memory, and integer sums, which the JIT can vectorise where it must keep the order of float ones.
 * Immutable.
 */
final class TokenVectors {

    private static final int OVERHEAD_BYTES = 400;

    private final byte[] values;
    private final float[] scales;
    private final int dimensions;

    private TokenVectors(byte[] values, float[] scales, int dimensions) {
        this.values = values;
        this.scales = scales;
        this.dimensions = dimensions;
    }

    static TokenVectors of(HiddenStates states) {
        int rows = states.tokens();
        int dimensions = states.dimensions();
        byte[] values = new byte[rows * dimensions];
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++) {
            double squares = 0;
            float largest = 0;
            for (int d = 0; d < dimensions; d++) {
                float component = states.at(row, d);
                squares += (double) component * component;
                largest = Math.max(largest, Math.abs(component));
            }
            if (largest == 0) {
                continue;
            }
            for (int d = 0; d < dimensions; d++) {
                values[row * dimensions + d] = (byte) Math.round(states.at(row, d) / largest * Byte.MAX_VALUE);
            }
            scales[row] = (float) (largest / Byte.MAX_VALUE / Math.sqrt(squares));
        }
        return new TokenVectors(values, scales, dimensions);
    }

    /**
     * MaxSim (ColBERT, Khattab and Zaharia 2020, section 3.3), divided by the number of query tokens so that
     * queries of different length have scores of one range.
     *
     * @return mean over this text's tokens of the best cosine with any token of {@code passage}, -1 to 1 up to
     *     quantisation
     */
    double maxSim(TokenVectors passage) {
        double sum = 0;
        for (int row = 0; row < scales.length; row++) {
            float best = -1;
            for (int other = 0; other < passage.scales.length; other++) {
                best = Math.max(best, dot(row, passage, other) * scales[row] * passage.scales[other]);
            }
            sum += best;
        }
        return sum / scales.length;
    }

    private int dot(int row, TokenVectors passage, int other) {
        int mine = row * dimensions;
        int theirs = other * dimensions;
        int sum = 0;
        for (int d = 0; d < dimensions; d++) {
            sum += values[mine + d] * passage.values[theirs + d];
        }
        return sum;
    }

    /** Memory this takes. */
    int bytes() {
        return OVERHEAD_BYTES + values.length + scales.length * Float.BYTES;
    }
}
