package io.celesteos.embedding.tokenvector;

import io.celesteos.contracts.embedding.TokenEmbeddingsResponse.TokenEmbedding;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** The rows of one text as they go over the wire. */
final class PackedRows {

    private PackedRows() {}

    static TokenEmbedding pack(float[] rows, int dimensions, TokenEncoding encoding) {
        byte[] bytes = switch (encoding) {
            case FLOAT -> {
                ByteBuffer out = ByteBuffer.allocate(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                out.asFloatBuffer().put(rows);
                yield out.array();
            }
            case INT8 -> TokenVectorMatrix.quantize(rows, dimensions).pack();
        };
        return new TokenEmbedding(rows.length / dimensions, Base64.getEncoder().encodeToString(bytes));
    }

    /** Length of what {@link #pack} makes of so many rows. */
    static long base64Length(long rows, int dimensions, TokenEncoding encoding) {
        long width = switch (encoding) {
            case FLOAT -> (long) dimensions * Float.BYTES;
            case INT8 -> dimensions + (long) Float.BYTES;
        };
        return (rows * width + 2) / 3 * 4;
    }
}
