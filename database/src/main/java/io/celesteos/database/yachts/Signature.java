package io.celesteos.database.yachts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A yacht's secret token. Stored as SHA-256: tokens made here hold 256 random bits, so a slow password hash
 * would cost time on every request and protect nothing more.
 */
public record Signature(String token) {

    public static Signature random(SecureRandom random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return new Signature(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** 32 bytes. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "Signature[hidden]";
    }
}
