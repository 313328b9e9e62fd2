package io.celesteos.gateway.bridge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of blocking work.
 *
 * @param maxInFlight pieces of blocking work at one time, 1 to 100,000; the next one is refused with 503. Raising
 *     it keeps more waiting requests in memory
 */
@Validated
@ConfigurationProperties(prefix = "gateway.bridge", ignoreUnknownFields = false)
public record BridgeProperties(
        @Min(1) @Max(100_000) @DefaultValue("1000") int maxInFlight) {}
