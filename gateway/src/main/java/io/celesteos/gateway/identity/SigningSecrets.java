package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that yachts sign requests with. None is stored: each is derived from the gateway's own secret, the
 * yacht and the hash of its token, so a copy of the database signs nothing, and a new token ends the secret too.
 */
final class SigningSecrets {

    private final SecretKeySpec key;

    /** @param configured null makes a random one: secrets then end with the process */
    SigningSecrets(@Nullable String configured, SecureRandom random) {
        this.key = Hmac.key(configured, random);
    }

    /** For the caller to keep: 43 characters, base64url. */
    String of(YachtId yacht, byte[] signatureHash) {
        byte[] secret = Hmac.sha256(
                key, "yacht-signing".getBytes(StandardCharsets.UTF_8), Hmac.bytes(yacht.value()), signatureHash);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
