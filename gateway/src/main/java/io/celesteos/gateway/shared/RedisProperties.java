package io.celesteos.gateway.shared;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Redis that several gateways share limits, used signatures and answers in.
 *
 * @param url {@code redis://[user:password@]host[:port]}; null or blank for none: each gateway then counts for itself
 * @param timeout longest wait for a count of the limits; raising it makes a slow Redis cost more before the gateway
 *     counts by itself
 * @param writeTimeout longest wait where a missed reply would cost more than time: used signatures, and the keys of
 *     writes
 * @param pause how long a Redis that was slow or away is left alone
 */
@Validated
@ConfigurationProperties(prefix = "gateway.redis", ignoreUnknownFields = false)
public record RedisProperties(
        @Nullable String url,
        @NotNull @DefaultValue("20ms") Duration timeout,
        @NotNull @DefaultValue("250ms") Duration writeTimeout,
        @NotNull @DefaultValue("1s") Duration pause) {

    public RedisProperties {
        url = url == null || url.isBlank() ? null : url;
        if (!timeout.isPositive() || !writeTimeout.isPositive() || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "gateway.redis: timeout %s and write-timeout %s must be above zero, pause %s"
                                    .formatted(timeout, writeTimeout, pause)
                            + " not below");
        }
    }

    /** The address may hold a password. */
    @Override
    public String toString() {
        return "RedisProperties[timeout=%s, writeTimeout=%s, pause=%s]".formatted(timeout, writeTimeout, pause);
    }
}
