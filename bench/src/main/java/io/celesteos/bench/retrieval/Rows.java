package io.celesteos.bench.retrieval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Float32 token vectors and what the service does with them, once more: so all compressions can be compared
 * without computing each passage for each of them. {@link StoredVectors} checks against the service's own
 * answers that both do the same.
 */
public record Rows(float[] values, int dimensions) {

    static Rows unpack(byte[] packed, int dimensions) {
        float[] values = new float[packed.length / Float.BYTES];
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Rows(values, dimensions);
    }

    int count() {
        return values.length / dimensions;
    }

    Rows pooled(int factor) {
        float[] pooled = new float[Math.ceilDiv(count(), factor) * dimensions];
        for (int i = 0; i < values.length; i++) {
            int row = i / dimensions;
            pooled[row / factor * dimensions + i % dimensions] += values[i];
        }
        return new Rows(pooled, dimensions).unit();
    }

    Rows projected(ProjectionFile projection, int target) {
        float[] projected = new float[count() * target];
        for (int row = 0; row < count(); row++) {
            for (int n = 0; n < target; n++) {
                float sum = 0;
                for (int d = 0; d < dimensions; d++) {
                    sum += values[row * dimensions + d] * projection.directions()[n * dimensions + d];
                }
                projected[row * target + n] = sum;
            }
        }
        return new Rows(projected, target).unit();
    }

    private Rows unit() {
        for (int from = 0; from < values.length; from += dimensions) {
            double squares = 0;
            for (int d = from; d < from + dimensions; d++) {
                squares += (double) values[d] * values[d];
            }
            double norm = squares == 0 ? 1 : Math.sqrt(squares);
            for (int d = from; d < from + dimensions; d++) {
                values[d] = (float) (values[d] / norm);
            }
        }
        return this;
    }

    /** Mean over this text's rows of the best cosine with any row of {@code passage}, without rounding. */
    double maxSim(Rows passage) {
        double sum = 0;
        for (int row = 0; row < values.length; row += dimensions) {
            float best = -1;
            for (int other = 0; other < passage.values.length; other += dimensions) {
                float dot = 0;
                for (int d = 0; d < dimensions; d++) {
                    dot += values[row + d] * passage.values[other + d];
                }
                best = Math.max(best, dot);
            }
            sum += best;
        }
        return sum / count();
    }
}
