package io.celesteos.search.lifecycle;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How indexes follow the database.
 *
 * @param poll pause between two looks at the generations; raising it delays the visibility of changes
 * @param loaders yachts loaded at once, 1 to 16; raising it shortens a fleet's start and takes connections
 * @param batch passages read from the database in one query, 1 to 5,000
 * @param retryAfter what callers of a yacht that is still loading are told to wait
 */
@Validated
@ConfigurationProperties(prefix = "search.lifecycle", ignoreUnknownFields = false)
public record LifecycleProperties(
        @NotNull @DefaultValue("1s") Duration poll,
        @DefaultValue("2") @Min(1) @Max(16) int loaders,
        @DefaultValue("500") @Min(1) @Max(5000) int batch,
        @NotNull @DefaultValue("2s") Duration retryAfter) {}
