package io.celesteos.search.cache;

import io.celesteos.contracts.redis.RedisBreaker;
import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.contracts.search.SearchResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as JSON in Redis, each repeating the key it was stored under. The first slow or failed call opens the
 * breaker: a Redis in trouble costs one request its time limit, not each. Nobody waits for a write.
 */
final class RedisAnswerStore implements AnswerStore {

    private static final Logger log = LoggerFactory.getLogger(RedisAnswerStore.class);

    /** A page of a hundred passages has a third of it; what is larger is quicker to compute than to send around. */
    private static final int MOST_BYTES = 1 << 20;

    private final RedisLink link;
    private final JsonMapper json;
    private final Duration timeout;
    private final long ttlSeconds;
    private final RedisBreaker breaker;

    RedisAnswerStore(RedisLink link, CacheProperties properties, JsonMapper json) {
        this.link = link;
        this.json = json;
        this.timeout = properties.redisTimeout();
        this.ttlSeconds = Math.max(1, properties.ttl().toSeconds());
        this.breaker = new RedisBreaker("Result cache in Redis", properties.redisPause());
    }

    @Override
    public Optional<SearchResponse> get(CacheKey key) {
        return Optional.ofNullable(breaker.attempt(() ->
                        link.connection(timeout).async().get(name(key)).get(timeout.toNanos(), TimeUnit.NANOSECONDS)))
                .flatMap(bytes -> read(key, bytes));
    }

    /** What cannot be read, or was stored under another key, is as good as absent. */
    private Optional<SearchResponse> read(CacheKey key, byte[] bytes) {
        try {
            Optional<SearchResponse> answer = Optional.ofNullable(json.readValue(bytes, StoredAnswer.class))
                    .filter(stored -> stored.belongsTo(key))
                    .map(StoredAnswer::answer);
            if (answer.isEmpty()) {
                log.warn("An entry of the result cache lies under another key than its own and is not used");
            }
            return answer;
        } catch (JacksonException notAnAnswer) {
            log.warn("An entry of the result cache is not an answer and is not used");
            log.debug("Not an answer", notAnAnswer);
            return Optional.empty();
        }
    }

    @Override
    public void put(CacheKey key, SearchResponse answer) {
        breaker.attempt(() -> {
            byte[] bytes = json.writeValueAsBytes(StoredAnswer.of(key, answer));
            return bytes.length > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(link.connection(timeout).async().setex(name(key), ttlSeconds, bytes));
        });
    }

    private static byte[] name(CacheKey key) {
        return key.wireName().getBytes(StandardCharsets.UTF_8);
    }
}
