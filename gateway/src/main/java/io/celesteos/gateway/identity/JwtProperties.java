package io.celesteos.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose JWTs are believed. Without a secret and a key set no JWT is.
 *
 * @param secret shared secret of HS256 tokens, at least 32 bytes; null or blank for none
 * @param jwksUrl address of the issuer's public keys (RFC 7517), for RS256, PS256 and ES256 tokens; null or blank for
 *     none
 * @param issuer what {@code iss} has to be; null or blank for anything
 * @param audience what {@code aud} has to hold; blank for anything
 * @param yachtClaim where the yacht's id is, dots between levels. It has to be one that users cannot write themselves:
 *     with Supabase {@code app_metadata}, never {@code user_metadata}
 * @param clockSkew how far the issuer's clock may be off
 * @param fetchLimit longest time to fetch the key set
 */
@Validated
@ConfigurationProperties(prefix = "gateway.jwt", ignoreUnknownFields = false)
public record JwtProperties(
        @Nullable String secret,
        @Nullable String jwksUrl,
        @Nullable String issuer,
        @DefaultValue("authenticated") String audience,
        @DefaultValue("app_metadata.yacht_id") String yachtClaim,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("2s") Duration fetchLimit) {

    private static final int MIN_SECRET_BYTES = 32;

    public JwtProperties {
        secret = blankToNull(secret);
        issuer = blankToNull(issuer);
        jwksUrl = blankToNull(jwksUrl);
        if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "gateway.jwt.secret (JWT_SECRET) is shorter than " + MIN_SECRET_BYTES + " bytes");
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public String toString() {
        return "JwtProperties[jwksUrl=%s, issuer=%s, audience=%s, yachtClaim=%s]"
                .formatted(jwksUrl, issuer, audience, yachtClaim);
    }
}
