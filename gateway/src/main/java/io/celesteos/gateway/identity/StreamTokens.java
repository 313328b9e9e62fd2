package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short-lived tokens for the places where a browser can send no header. A token is
 * {@code base64url(yacht id, 16 bytes | expiry, 8 bytes of epoch seconds | HMAC-SHA256 of both)}: it says whose
 * it is, holds no secret, and opens nothing but the streams. Thread-safe.
 */
final class StreamTokens {

    private static final int CLAIMS = 16 + 8;
    private static final int LENGTH = CLAIMS + Hmac.LENGTH;

    private final SecretKeySpec key;
    private final IdentityProperties properties;
    private final Clock clock;

    StreamTokens(IdentityProperties properties, Clock clock, SecureRandom random) {
        this.key = Hmac.key(properties.streamTokenSecret(), random);
        this.properties = properties;
        this.clock = clock;
    }

    StreamToken issue(YachtId yacht) {
        Instant expiry = Instant.ofEpochSecond(
                clock.instant().plus(properties.streamTokenFor()).getEpochSecond());
        byte[] claims = ByteBuffer.allocate(CLAIMS)
                .putLong(yacht.value().getMostSignificantBits())
                .putLong(yacht.value().getLeastSignificantBits())
                .putLong(expiry.getEpochSecond())
                .array();
        byte[] token = ByteBuffer.allocate(LENGTH).put(claims).put(mac(claims)).array();
        return new StreamToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                expiry,
                properties.streamTokenFor().toSeconds());
    }

    /** The yacht it was issued to; empty when it is not ours, was changed, or has expired. */
    Optional<YachtId> verify(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        byte[] claims = Arrays.copyOf(bytes, CLAIMS);
        byte[] given = Arrays.copyOfRange(bytes, CLAIMS, LENGTH);
        if (!MessageDigest.isEqual(given, mac(claims))) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(claims);
        YachtId yacht = new YachtId(new UUID(read.getLong(), read.getLong()));
        return clock.instant().isBefore(Instant.ofEpochSecond(read.getLong())) ? Optional.of(yacht) : Optional.empty();
    }

    private byte[] mac(byte[] claims) {
        return Hmac.sha256(key, claims);
    }
}
