package io.celesteos.nlp.yacht;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long and how many yachts' words are kept.
 *
 * @param cacheTtl age at which a context is read again; raising it makes changes show later
 * @param failureTtl how long a yacht counts as unknown or unreadable without asking again; raising it spares a store
 *     that is down and delays the recovery by as much
 * @param maxCached 1 to 10,000 yachts; raising it costs about 1 MB of heap a yacht with 5,000 parts
 */
@Validated
@ConfigurationProperties(prefix = "nlp.yacht", ignoreUnknownFields = false)
public record YachtProperties(
        @NotNull @DefaultValue("30s") Duration cacheTtl,
        @NotNull @DefaultValue("2s") Duration failureTtl,
        @Min(1) @Max(10_000) @DefaultValue("200") int maxCached) {}
