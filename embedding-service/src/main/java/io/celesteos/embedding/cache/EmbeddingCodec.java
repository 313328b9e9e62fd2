package io.celesteos.embedding.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An entry as bytes, little-endian: {@code dimensions} float32, then one int32 with the number of tokens
 * (negative when the text was cut), then one int32 with the CRC-32C of all before it.
 */
final class EmbeddingCodec {

    private static final int TRAILER_BYTES = 2 * Integer.BYTES;

    private EmbeddingCodec() {}

    static byte[] encode(EmbeddedText text) {
        float[] vector = text.vector();
        ByteBuffer bytes = littleEndian(new byte[vector.length * Float.BYTES + TRAILER_BYTES]);
        for (float component : vector) {
            bytes.putFloat(component);
        }
        bytes.putInt(text.truncated() ? -text.tokens() : text.tokens());
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        return bytes.array();
    }

    /** Empty when the bytes are not an entry of that many finite dimensions, or were damaged. */
    static Optional<EmbeddedText> decode(byte[] stored, int dimensions) {
        if (stored.length != dimensions * Float.BYTES + TRAILER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = littleEndian(stored);
        if (bytes.getInt(stored.length - Integer.BYTES) != checksum(stored, stored.length - Integer.BYTES)) {
            return Optional.empty();
        }
        float[] vector = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            vector[d] = bytes.getFloat();
            if (!Float.isFinite(vector[d])) {
                return Optional.empty();
            }
        }
        int tokens = bytes.getInt();
        return Optional.of(new EmbeddedText(vector, Math.abs(tokens), tokens < 0));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
