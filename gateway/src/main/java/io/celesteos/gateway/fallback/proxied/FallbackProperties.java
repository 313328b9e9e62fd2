package io.celesteos.gateway.fallback.proxied;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a proxied path falls back.
 *
 * @param patience longest wait for the first byte of a service that begins to answer at once when it is well. Raising
 *     it makes callers wait longer for a service that hangs
 * @param serviceShare part of the request's deadline that any service has for its first byte, 0.1 to 0.95; the rest is
 *     the fallback's. Raising it lets slow answers through and leaves the fallback less time
 */
@Validated
@ConfigurationProperties(prefix = "gateway.fallback", ignoreUnknownFields = false)
public record FallbackProperties(
        @NotNull @DefaultValue("4s") Duration patience,

        @DecimalMin("0.1") @DecimalMax("0.95") @DefaultValue("0.7")
        double serviceShare) {

    Duration firstByte(Duration left, boolean answersAtOnce) {
        Duration share = Duration.ofNanos((long) (left.toNanos() * serviceShare));
        return answersAtOnce && patience.compareTo(share) < 0 ? patience : share;
    }
}
