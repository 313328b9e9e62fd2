package io.celesteos.gateway.querylog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The log of queries.
 *
 * @param capacity queries waiting to be written, 1 to 100,000; further ones are dropped and counted. Raising it
 *     bridges a longer outage of the database, at up to 5 KB each
 * @param drainFor how long a stopping process goes on writing what waits
 */
@Validated
@ConfigurationProperties(prefix = "gateway.query-log", ignoreUnknownFields = false)
public record QueryLogProperties(
        @Min(1) @Max(100_000) @DefaultValue("2000") int capacity,
        @NotNull @DefaultValue("3s") Duration drainFor) {}
