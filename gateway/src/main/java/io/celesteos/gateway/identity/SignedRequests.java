package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.database.yachts.Yacht;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** Checks signed requests. Blocking; thread-safe. */
final class SignedRequests {

    static final String WRONG = "The signature does not fit. " + SignedHeader.FORM
            + " v1 is the HMAC-SHA256 of \"<t>.<body>\" (with a nonce: \"<t>:<nonce>.<body>\") under the secret from"
            + " POST /api/v1/signing-secret; sign the bytes of the body exactly as they are sent.";

    private final YachtLookup lookup;
    private final SigningSecrets secrets;
    private final SeenSignatures seen;
    private final Duration window;
    private final Clock clock;

    SignedRequests(YachtLookup lookup, SigningSecrets secrets, SeenSignatures seen, Duration window, Clock clock) {
        this.lookup = lookup;
        this.secrets = secrets;
        this.seen = seen;
        this.window = window;
        this.clock = clock;
    }

    /** The yacht's signing secret; empty for an unknown yacht. */
    Optional<String> secret(Yacht yacht) {
        return lookup.signatureHash(yacht.id()).map(hash -> secrets.of(yacht.id(), hash));
    }

    /**
     * @return whether the signature fits the yacht and the body
     * @throws ProblemException 401 for a signature from another time, or one that was used before
     */
    boolean fits(SignedHeader header, byte[] body) {
        Instant now = clock.instant();
        Duration away = Duration.between(now, header.at()).abs();
        if (away.compareTo(window) > 0) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED,
                    "The signature's time t is more than " + window.toMinutes()
                            + " minutes away from this server's, which is " + now.getEpochSecond()
                            + ". Sign the request anew, and check the clock.");
        }
        Optional<byte[]> hash = lookup.signatureHash(header.yacht());
        // Unknown yachts cost the same work: the time tells nothing about who exists.
        String secret = secrets.of(header.yacht(), hash.orElse(new byte[Hmac.LENGTH]));
        byte[] expected = Hmac.sha256(
                new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"), header.prefix(), body);
        if (!MessageDigest.isEqual(expected, header.mac()) || hash.isEmpty()) {
            return false;
        }
        if (!seen.first(header.mac())) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED,
                    "This signature was used before. Sign each request anew; two equal ones within a second need"
                            + " different nonces.");
        }
        return true;
    }
}
