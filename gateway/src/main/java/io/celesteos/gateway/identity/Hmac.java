package io.celesteos.gateway.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 (RFC 2104). */
final class Hmac {

    static final int LENGTH = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /** @param secret null makes a random one */
    static SecretKeySpec key(@Nullable String secret, SecureRandom random) {
        if (secret != null) {
            return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        }
        byte[] made = new byte[LENGTH];
        random.nextBytes(made);
        return new SecretKeySpec(made, ALGORITHM);
    }

    /** Of the parts one after the other; 32 bytes. */
    static byte[] sha256(SecretKeySpec key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
