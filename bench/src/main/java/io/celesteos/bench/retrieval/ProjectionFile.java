package io.celesteos.bench.retrieval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The embedding-service's file of principal directions: {@code PCA1}, then little-endian int32 directions, int32
 * dimensions, and {@code directions x dimensions} float32, direction after direction.
 */
record ProjectionFile(float[] directions, int dimensions) {

    private static final byte[] MAGIC = {'P', 'C', 'A', '1'};
    private static final int HEADER_BYTES = 12;

    static ProjectionFile read(Path path) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int count = in.getInt(MAGIC.length);
        int dimensions = in.getInt(MAGIC.length + Integer.BYTES);
        float[] directions = new float[count * dimensions];
        in.position(HEADER_BYTES).asFloatBuffer().get(directions);
        return new ProjectionFile(directions, dimensions);
    }

    void write(Path path) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + directions.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(directions.length / dimensions).putInt(dimensions);
        out.asFloatBuffer().put(directions);
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, out.array());
    }
}
