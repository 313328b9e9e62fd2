package io.celesteos.streaming.resume;

import io.celesteos.contracts.redis.RedisBreaker;
import io.celesteos.contracts.redis.RedisLink;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams as Redis lists, one entry for each event. Beside a list lie two keys that expire by themselves:
 * {@code :alive} says that a run still adds to it, {@code :followed} that a caller of another instance reads it.
 * The first slow or failed call opens the breaker: a Redis in trouble costs one reconnect its time limit, not each.
 */
final class RedisRecordArchive implements RecordArchive {

    private static final Logger log = LoggerFactory.getLogger(RedisRecordArchive.class);

    /** Several times the pause between two marks. */
    private static final long MARK_MILLIS = 3_000;

    private static final byte[] MARK = {'1'};

    private final RedisLink link;
    private final Duration timeout;
    private final long keepMillis;
    private final RedisBreaker breaker;

    RedisRecordArchive(RedisLink link, ResumeProperties properties) {
        this.link = link;
        this.timeout = properties.redisTimeout();
        this.keepMillis = properties.keepFor().toMillis();
        this.breaker = new RedisBreaker("Streams kept in Redis", properties.redisPause());
    }

    @Override
    public boolean add(RecordKey key, List<RecordedEvent> events, boolean alive) {
        Boolean sent = breaker.attempt(() -> {
            // Streaming never waits for Redis: what cannot be sent at once is not kept there.
            RedisAsyncCommands<byte[], byte[]> redis = link.open().async();
            if (!events.isEmpty()) {
                redis.rpush(
                        list(key), events.stream().map(RecordedEvent::packed).toArray(byte[][]::new));
                redis.pexpire(list(key), keepMillis);
            }
            if (alive) {
                redis.psetex(mark(key, "alive"), MARK_MILLIS, MARK);
            } else {
                redis.del(mark(key, "alive"));
            }
            return true;
        });
        return Boolean.TRUE.equals(sent);
    }

    @Override
    public Optional<Archived> read(RecordKey key, long after, boolean following) {
        return Optional.ofNullable(breaker.attempt(() -> {
                    long until = System.nanoTime() + timeout.toNanos();
                    RedisAsyncCommands<byte[], byte[]> redis = redis();
                    // Asked first: a stream that ends in between has all its events in the list then.
                    var alive = redis.exists(mark(key, "alive"));
                    var events = redis.lrange(list(key), after, -1);
                    if (following) {
                        redis.psetex(mark(key, "followed"), MARK_MILLIS, MARK);
                    }
                    boolean isAlive = alive.get(until - System.nanoTime(), TimeUnit.NANOSECONDS) > 0;
                    return new Found(events.get(until - System.nanoTime(), TimeUnit.NANOSECONDS), isAlive);
                }))
                .flatMap(found -> unpacked(found.packed(), after).map(events -> new Archived(events, found.alive())));
    }

    @Override
    public boolean followed(RecordKey key) {
        Long marks = breaker.attempt(
                () -> redis().exists(mark(key, "followed")).get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        return marks != null && marks > 0;
    }

    /** Empty when one is missing or is no event: a stream with a hole is no stream. */
    private static Optional<List<RecordedEvent>> unpacked(List<byte[]> packed, long after) {
        List<RecordedEvent> events = new ArrayList<>();
        for (byte[] entry : packed) {
            Optional<RecordedEvent> event = RecordedEvent.unpacked(entry);
            if (event.isEmpty() || event.get().number() != after + events.size() + 1) {
                log.warn("A stream kept in Redis is not whole and is not used");
                return Optional.empty();
            }
            events.add(event.get());
        }
        return Optional.of(events);
    }

    private RedisAsyncCommands<byte[], byte[]> redis() throws Exception {
        return link.connection(timeout).async();
    }

    private static byte[] list(RecordKey key) {
        return key.wireName().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mark(RecordKey key, String what) {
        return (key.wireName() + ":" + what).getBytes(StandardCharsets.UTF_8);
    }

    private record Found(List<byte[]> packed, boolean alive) {}
}
