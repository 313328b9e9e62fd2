package io.celesteos.gateway.shared;

import io.celesteos.contracts.tenancy.YachtId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names of what is shared. Whoever reads the names learns no yacht, user or address, and no part of a name that a
 * caller chose can run into the next one: each is hashed by itself.
 */
public final class SharedKey {

    private static final int HASH_BYTES = 16;

    private SharedKey() {}

    /** The braces keep a yacht's keys on one node of a cluster. */
    public static String of(String use, YachtId yacht, String... rest) {
        StringBuilder name = new StringBuilder("celeste:gateway:" + use + ":{" + hashed(yacht.toString()) + "}");
        for (String part : rest) {
            name.append(':').append(hashed(part));
        }
        return name.toString();
    }

    public static String of(String use, String what) {
        return "celeste:gateway:" + use + ":" + hashed(what);
    }

    private static String hashed(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
