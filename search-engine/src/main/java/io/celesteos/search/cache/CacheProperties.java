package io.celesteos.search.cache;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Answers kept in this process, and in Redis where there is one.
 *
 * @param enabled false computes every answer anew
 * @param ttl longest life of an answer; a changed index ends it sooner
 * @param maxSize about how much text the answers kept in this process may hold together; raising it raises the heap
 * @param redisUrl {@code redis://[:password@]host:port[/db]} or {@code rediss://}; empty or null for no Redis
 * @param redisTimeout longest a request waits for Redis
 * @param redisPause how long Redis is left alone after it was slow or gone
 */
@Validated
@ConfigurationProperties(prefix = "search.cache", ignoreUnknownFields = false)
public record CacheProperties(
        @DefaultValue("true") boolean enabled,
        @NotNull @DefaultValue("1h") Duration ttl,
        @NotNull @DefaultValue("32MB") DataSize maxSize,
        @Nullable String redisUrl,
        @NotNull @DefaultValue("20ms") Duration redisTimeout,
        @NotNull @DefaultValue("5s") Duration redisPause) {

    /** Without the address, which may hold a password. */
    @Override
    public String toString() {
        return "CacheProperties[enabled=" + enabled + ", ttl=" + ttl + ", maxSize=" + maxSize + "]";
    }
}
