package io.celesteos.embedding.cache;

import io.celesteos.contracts.redis.RedisBreaker;
import io.celesteos.contracts.redis.RedisLink;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Vectors shared by all instances, under {@link EmbeddingCacheKey#wireName()} as {@link EmbeddingCodec} writes
 * them. One {@code MGET} a request to read (more than one beyond {@value #READ_CHUNK} texts, sent together), and
 * pipelined packets of {@value #WRITE_CHUNK} entries to write, which nobody waits for. The first slow or failed
 * call opens the breaker: a Redis in trouble costs those who asked at that moment their time limit, and nobody
 * after them. Only an answered read closes it again, as a write is not waited for and so says nothing.
 */
final class RedisEmbeddingCache implements EmbeddingCache {

    /** Keys of one {@code MGET}: as many texts as one request may have, and some. Bounds the size of a reply. */
    private static final int READ_CHUNK = 128;

    /** Entries of one packet: about 50 KB at 384 dimensions. */
    private static final int WRITE_CHUNK = 32;

    private final RedisLink link;
    private final Duration timeout;
    private final long ttlSeconds;
    private final RedisBreaker breaker;
    private final ReentrantLock writing = new ReentrantLock();

    RedisEmbeddingCache(RedisLink link, EmbeddingCacheProperties properties) {
        this.link = link;
        this.timeout = properties.redisTimeout();
        this.ttlSeconds = Math.max(1, properties.ttl().toSeconds());
        this.breaker = new RedisBreaker("Embedding cache in Redis", properties.redisPause());
    }

    @Override
    public Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys) {
        List<EmbeddingCacheKey> asked = List.copyOf(keys);
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<EmbeddingCacheKey, EmbeddedText> found = breaker.attempt(() -> read(asked));
        return found == null ? Map.of() : found;
    }

    private Map<EmbeddingCacheKey, EmbeddedText> read(List<EmbeddingCacheKey> keys) throws Exception {
        long until = System.nanoTime() + timeout.toNanos();
        StatefulRedisConnection<byte[], byte[]> connection = link.connection(timeout);
        List<RedisFuture<List<KeyValue<byte[], byte[]>>>> asked = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += READ_CHUNK) {
            byte[][] names = keys.subList(from, Math.min(keys.size(), from + READ_CHUNK)).stream()
                    .map(RedisEmbeddingCache::name)
                    .toArray(byte[][]::new);
            asked.add(connection.async().mget(names));
        }
        Map<EmbeddingCacheKey, EmbeddedText> found = new HashMap<>();
        int position = 0;
        for (RedisFuture<List<KeyValue<byte[], byte[]>>> values : asked) {
            long left = Math.max(1, until - System.nanoTime());
            for (KeyValue<byte[], byte[]> value : values.get(left, TimeUnit.NANOSECONDS)) {
                EmbeddingCacheKey key = keys.get(position++);
                byte[] stored = value.getValueOrElse(new byte[0]);
                EmbeddingCodec.decode(stored, key.dimensions()).ifPresent(text -> found.put(key, text));
            }
        }
        return found;
    }

    @Override
    public void put(Map<EmbeddingCacheKey, EmbeddedText> entries) {
        if (entries.isEmpty() || !breaker.isClosed()) {
            return;
        }
        long start = System.nanoTime();
        try {
            write(entries);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            breaker.failed(start, failure);
        }
    }

    private void write(Map<EmbeddingCacheKey, EmbeddedText> entries) throws Exception {
        Map<byte[], byte[]> encoded = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach((key, text) -> encoded.put(name(key), EmbeddingCodec.encode(text)));
        StatefulRedisConnection<byte[], byte[]> connection = link.batched(timeout);
        writing.lockInterruptibly();
        try {
            int unsent = 0;
            for (var entry : encoded.entrySet()) {
                connection.async().setex(entry.getKey(), ttlSeconds, entry.getValue());
                if (++unsent % WRITE_CHUNK == 0) {
                    connection.flushCommands();
                }
            }
            connection.flushCommands();
        } finally {
            writing.unlock();
        }
    }

    private static byte[] name(EmbeddingCacheKey key) {
        return key.wireName().getBytes(StandardCharsets.UTF_8);
    }
}
