package io.celesteos.search.vector;

import io.celesteos.search.retrieval.UnitVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Vectors as they lie in {@code chunk_embeddings}: float32, little-endian. */
public final class Float32Bytes {

    private Float32Bytes() {}

    public static byte[] of(UnitVector vector) {
        float[] values = vector.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Empty when the bytes are no vector that has a direction. */
    public static Optional<UnitVector> read(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
            return Optional.empty();
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        try {
            return Optional.of(UnitVector.of(values));
        } catch (IllegalArgumentException noDirection) {
            return Optional.empty();
        }
    }
}
