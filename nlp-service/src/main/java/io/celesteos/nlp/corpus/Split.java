package io.celesteos.nlp.corpus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which part of the sentences a text belongs to, by its own hash and so by nobody's choice. */
public enum Split {
    TRAIN,
    DEV,
    TEST;

    private static final int DEV_FROM = 60;
    private static final int TEST_FROM = 75;

    /** By the first 8 hexadecimal digits of the text's SHA-1, modulo 100: below 60, below 75, the rest. */
    public static Split of(String text) {
        long bucket = bucket(text);
        if (bucket < DEV_FROM) {
            return TRAIN;
        }
        return bucket < TEST_FROM ? DEV : TEST;
    }

    /** 0 to 99. */
    static long bucket(String text) {
        return Long.parseLong(sha1(text).substring(0, 8), 16) % 100;
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
