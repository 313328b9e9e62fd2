package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of {@code X-Yacht-Signature} that holds no secret:
 * {@code yacht=<uuid>,t=<epoch seconds>,v1=<hex>[,nonce=<text>]}. {@code v1} is the HMAC-SHA256 (RFC 2104) of
 * {@code <t>.<body>}, or of {@code <t>:<nonce>.<body>}, under the yacht's signing secret. The body is as it was sent,
 * byte for byte, and empty for a request without one.
 *
 * @param nonce up to 64 letters, digits, {@code -} and {@code _}; makes two equal requests within a second differ;
 *     null for none
 */
record SignedHeader(YachtId yacht, long seconds, @Nullable String nonce, byte[] mac) {

    static final String FORM = "X-Yacht-Signature has to be yacht=<uuid>,t=<epoch seconds>,v1=<64 hex digits>, maybe"
            + " with nonce=<1 to 64 letters, digits, - or _>, or the yacht's token alone.";

    private static final int MAC_HEX = 64;

    static boolean looksLike(String value) {
        return value.startsWith("yacht=");
    }

    /** @throws ProblemException 401 that shows the form */
    static SignedHeader parse(String value) {
        try {
            Map<String, String> parts = new HashMap<>();
            for (String part : value.split(",", -1)) {
                String[] pair = part.strip().split("=", 2);
                if (pair.length != 2 || parts.put(pair[0], pair[1]) != null) {
                    throw malformed();
                }
            }
            String mac = part(parts, "v1");
            String nonce = parts.get("nonce");
            boolean known = parts.size() == (nonce == null ? 3 : 4);
            if (!known || mac.length() != MAC_HEX || (nonce != null && !nonce.matches("[A-Za-z0-9_-]{1,64}"))) {
                throw malformed();
            }
            return new SignedHeader(
                    YachtId.of(part(parts, "yacht")),
                    Long.parseUnsignedLong(part(parts, "t")),
                    nonce,
                    HexFormat.of().parseHex(mac));
        } catch (IllegalArgumentException notSo) {
            throw malformed();
        }
    }

    /** What is signed before the body; its first sign after the digits tells whether a nonce follows. */
    byte[] prefix() {
        return (nonce == null ? seconds + "." : seconds + ":" + nonce + ".").getBytes(StandardCharsets.UTF_8);
    }

    /** When it was signed; the far past or future for numbers that are no moment. */
    Instant at() {
        return Instant.ofEpochSecond(Math.clamp(seconds, 0, Instant.MAX.getEpochSecond()));
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.get(name);
        if (value == null) {
            throw malformed();
        }
        return value;
    }

    private static ProblemException malformed() {
        return ProblemException.of(ProblemType.UNAUTHORIZED, FORM);
    }
}
