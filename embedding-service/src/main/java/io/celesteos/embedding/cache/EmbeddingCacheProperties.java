package io.celesteos.embedding.cache;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long vectors are remembered, and where.
 *
 * @param maxSize memory of the in-process cache; a vector of 384 dimensions takes about 1.8 KB
 * @param ttl life of a vector in Redis
 * @param redisUrl {@code redis://[:password@]host:port[/db]} or {@code rediss://}; empty or null for no Redis
 * @param redisTimeout longest a request waits for Redis
 * @param redisPause how long Redis is left alone after it was slow or gone
 */
@Validated
@ConfigurationProperties(prefix = "embedding.cache", ignoreUnknownFields = false)
public record EmbeddingCacheProperties(
        @NotNull @DefaultValue("32MB") DataSize maxSize,
        @NotNull @DefaultValue("7d") Duration ttl,
        @Nullable String redisUrl,
        @NotNull @DefaultValue("20ms") Duration redisTimeout,
        @NotNull @DefaultValue("5s") Duration redisPause) {}
