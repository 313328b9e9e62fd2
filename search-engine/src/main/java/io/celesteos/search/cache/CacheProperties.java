package io.celesteos.search.cache;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Answers kept in this process.
 *
 * @param enabled false computes every answer anew
 * @param ttl longest life of an answer; a changed index ends it sooner
 * @param maxSize about how much text the kept answers may hold together; raising it raises the heap
 */
@Validated
@ConfigurationProperties(prefix = "search.cache", ignoreUnknownFields = false)
public record CacheProperties(
        @DefaultValue("true") boolean enabled,
        @NotNull @DefaultValue("1h") Duration ttl,
        @NotNull @DefaultValue("32MB") DataSize maxSize) {}
