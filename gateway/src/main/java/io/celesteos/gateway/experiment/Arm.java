package io.celesteos.gateway.experiment;

import io.celesteos.contracts.tenancy.YachtId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Who answers. */
enum Arm {
    /** The services behind this gateway. */
    MAIN("main"),
    /** What they are compared with. */
    OTHER("other");

    private static final int HUNDRED = 10_000;

    private final String wire;

    Arm(String wire) {
        this.wire = wire;
    }

    String wireName() {
        return wire;
    }

    /** The same for a yacht as long as salt and percentage are; raising that moves yachts one way only. */
    static Arm of(YachtId yacht, String salt, int percent) {
        return isWithin(salt + "\n" + yacht, percent) ? OTHER : MAIN;
    }

    /** Whether {@code what} falls into the first {@code percent} of a hundred. */
    static boolean isWithin(String what, int percent) {
        if (percent <= 0) {
            return false;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(digest).getLong(), HUNDRED) < percent * (HUNDRED / 100);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
