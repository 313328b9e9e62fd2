package io.celesteos.search.backfill;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How chunks get their vectors.
 *
 * @param enabled false leaves the work to another instance
 * @param batch chunks embedded in one call, 1 to 100; raising it saves round trips and delays the first vectors
 * @param firstPause wait after a failure; it doubles with each further one
 * @param longestPause where the doubling ends
 */
@Validated
@ConfigurationProperties(prefix = "search.backfill", ignoreUnknownFields = false)
public record BackfillProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("32") @Min(1) @Max(100) int batch,
        @NotNull @DefaultValue("1s") Duration firstPause,
        @NotNull @DefaultValue("30s") Duration longestPause) {}
