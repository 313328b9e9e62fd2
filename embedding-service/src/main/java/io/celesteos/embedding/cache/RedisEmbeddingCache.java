package io.celesteos.embedding.cache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.KeyValue;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors shared by all instances, under {@link EmbeddingCacheKey#wireName()} as {@link EmbeddingCodec} writes
 * them. One {@code MGET} a request to read, one pipelined packet to write, which nobody waits for. The first
 * slow or failed call opens the breaker: a Redis in trouble costs one request its time limit, not each.
 */
final class RedisEmbeddingCache implements EmbeddingCache {

    private static final Logger log = LoggerFactory.getLogger(RedisEmbeddingCache.class);

    private final RedisLink link;
    private final Duration timeout;
    private final long ttlSeconds;
    private final CircuitBreaker breaker;
    private final ReentrantLock writing = new ReentrantLock();

    RedisEmbeddingCache(RedisLink link, EmbeddingCacheProperties properties) {
        this.link = link;
        this.timeout = properties.redisTimeout();
        this.ttlSeconds = Math.max(1, properties.ttl().toSeconds());
        this.breaker = CircuitBreaker.of(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(1)
                        .minimumNumberOfCalls(1)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(properties.redisPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> log.info(
                        "Embedding cache in Redis: {}",
                        event.getStateTransition().getToState()));
    }

    @Override
    public Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys) {
        List<EmbeddingCacheKey> asked = List.copyOf(keys);
        if (asked.isEmpty()) {
            return Map.of();
        }
        try {
            return breaker.executeCallable(() -> read(asked));
        } catch (CallNotPermittedException open) {
            return Map.of();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (Exception failure) {
            log.debug("Redis was not read", failure);
            return Map.of();
        }
    }

    private Map<EmbeddingCacheKey, EmbeddedText> read(List<EmbeddingCacheKey> keys) throws Exception {
        long until = System.nanoTime() + timeout.toNanos();
        byte[][] names = keys.stream().map(RedisEmbeddingCache::name).toArray(byte[][]::new);
        StatefulRedisConnection<byte[], byte[]> connection = link.reads(timeout);
        List<KeyValue<byte[], byte[]>> values =
                connection.async().mget(names).get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        Map<EmbeddingCacheKey, EmbeddedText> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            EmbeddingCacheKey key = keys.get(i);
            byte[] stored = values.get(i).getValueOrElse(new byte[0]);
            EmbeddingCodec.decode(stored, key.dimensions()).ifPresent(text -> found.put(key, text));
        }
        return found;
    }

    @Override
    public void put(Map<EmbeddingCacheKey, EmbeddedText> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            breaker.executeCallable(() -> {
                write(entries);
                return true;
            });
        } catch (CallNotPermittedException open) {
            log.trace("Redis is left alone");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            log.debug("Redis was not written", failure);
        }
    }

    private void write(Map<EmbeddingCacheKey, EmbeddedText> entries) throws Exception {
        Map<byte[], byte[]> encoded = HashMap.newHashMap(entries.size());
        entries.forEach((key, text) -> encoded.put(name(key), EmbeddingCodec.encode(text)));
        writing.lockInterruptibly();
        try {
            StatefulRedisConnection<byte[], byte[]> connection = link.writes(timeout);
            encoded.forEach((name, value) -> connection.async().setex(name, ttlSeconds, value));
            connection.flushCommands();
        } finally {
            writing.unlock();
        }
    }

    private static byte[] name(EmbeddingCacheKey key) {
        return key.wireName().getBytes(StandardCharsets.UTF_8);
    }
}
