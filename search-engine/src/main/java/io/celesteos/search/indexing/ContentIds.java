package io.celesteos.search.indexing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Names made of content: the same content has the same id, so that a document deleted and stored again keeps
 * its citations. UUIDs are of version 8 (RFC 9562, section 5.8), custom, from SHA-256.
 */
public final class ContentIds {

    private ContentIds() {}

    /** SHA-256 in hex over the parts, each with its length before it. */
    static String sha256(List<String> parts) {
        return HexFormat.of().formatHex(digest(parts));
    }

    public static UUID uuid(List<String> parts) {
        ByteBuffer bytes = ByteBuffer.wrap(digest(parts));
        long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] digest(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
