package io.celesteos.gateway.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How credentials are checked.
 *
 * @param rememberFor how long a good credential is believed without asking the database; raising it delays a
 *     suspension or rotation by as much
 * @param trustWithoutDatabaseFor how long a credential that was good is believed while the database cannot be
 *     asked; zero refuses at once
 * @param maxRemembered credentials remembered, 1 to 1,000,000; about 300 bytes each
 * @param maxFailures wrong credentials one address may send in a window before it is refused, 1 to 1,000,000
 * @param failureWindow length of that window
 * @param streamTokenFor life of a stream token; raising it makes a leaked URL useful for longer
 * @param streamTokenSecret key of the stream tokens, at least 32 bytes, the same on all replicas; null or blank
 *     makes a random one, so that tokens end with the process
 * @param signingSecret what the yachts' signing secrets are derived from, at least 32 bytes, the same on all replicas;
 *     null or blank makes a random one, so that they end with the process
 * @param signatureWindow how far the time of a signed request may be from this server's, either way; raising it makes
 *     the memory of used signatures longer
 * @param maxKeys good API keys a yacht may have, 1 to 1,000
 */
@Validated
@ConfigurationProperties(prefix = "gateway.identity", ignoreUnknownFields = false)
public record IdentityProperties(
        @NotNull @DefaultValue("10s") Duration rememberFor,
        @NotNull @DefaultValue("5m") Duration trustWithoutDatabaseFor,
        @Min(1) @Max(1_000_000) @DefaultValue("10000") int maxRemembered,
        @Min(1) @Max(1_000_000) @DefaultValue("30") int maxFailures,
        @NotNull @DefaultValue("1m") Duration failureWindow,
        @NotNull @DefaultValue("60s") Duration streamTokenFor,
        @Nullable String streamTokenSecret,
        @Nullable String signingSecret,
        @NotNull @DefaultValue("5m") Duration signatureWindow,
        @Min(1) @Max(1000) @DefaultValue("20") int maxKeys) {

    private static final int MIN_SECRET_BYTES = 32;

    public IdentityProperties {
        streamTokenSecret = longEnough(streamTokenSecret, "gateway.identity.stream-token-secret (STREAM_TOKEN_SECRET)");
        signingSecret = longEnough(signingSecret, "gateway.identity.signing-secret (SIGNING_SECRET)");
    }

    private static @Nullable String longEnough(@Nullable String secret, String name) {
        if (secret == null || secret.isBlank()) {
            return null;
        }
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    name + " has " + bytes + " bytes, at least " + MIN_SECRET_BYTES + " are needed");
        }
        return secret;
    }

    @Override
    public String toString() {
        return "IdentityProperties[rememberFor=%s, maxFailures=%d, failureWindow=%s]"
                .formatted(rememberFor, maxFailures, failureWindow);
    }
}
