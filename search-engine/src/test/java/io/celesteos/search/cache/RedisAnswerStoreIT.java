package io.celesteos.search.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.contracts.search.FusionInfo;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.testbed.redis.ThrowawayRedis;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class RedisAnswerStoreIT {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();
    private static final RedisLink LINK = new RedisLink(REDIS.uri());
    private static final JsonMapper JSON = JsonStrictness.mapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CacheKey KEY = new CacheKey(new YachtId(new UUID(0, 1)), 7, "abc");
    private static final CacheKey OTHER_YACHT = new CacheKey(new YachtId(new UUID(0, 2)), 7, "abc");
    private static final CacheKey OTHER_QUESTION = new CacheKey(KEY.yacht(), 7, "def");
    private static final CacheKey OTHER_GENERATION = new CacheKey(KEY.yacht(), 8, "abc");

    private final AnswerStore store = new RedisAnswerStore(
            LINK,
            new CacheProperties(
                    true,
                    Duration.ofHours(1),
                    DataSize.ofMegabytes(1),
                    REDIS.uri(),
                    // A loaded machine must not look like a slow Redis.
                    Duration.ofSeconds(20),
                    Duration.ofMillis(100)),
            JSON);

    @BeforeEach
    void empty() {
        REDIS.flush();
    }

    @AfterAll
    static void close() {
        LINK.close();
    }

    @Test
    void anAnswerComesBackAsItWas() throws Exception {
        SearchResponse answer = answer("the pump");
        put(KEY, answer);

        SearchResponse back = store.get(KEY).orElseThrow();

        assertThat(JSON.writeValueAsString(back)).isEqualTo(JSON.writeValueAsString(answer));
        assertThat(connection().sync().ttl(bytes(KEY.wireName()))).isBetween(3500L, 3600L);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void anEntryUnderAnotherKeyIsNobodysAnswer() throws Exception {
        put(KEY, answer("the secret of yacht one"));
        byte[] entry = connection().sync().get(bytes(KEY.wireName()));
        for (CacheKey poisoned : List.of(OTHER_YACHT, OTHER_QUESTION, OTHER_GENERATION)) {
            connection().sync().set(bytes(poisoned.wireName()), entry);

            assertThat(store.get(poisoned)).as(poisoned.wireName()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "not json",
                "{\"yacht_id\":\"00000000-0000-0000-0000-000000000001\",\"generation\":7,\"request\":\"abc\"}",
                "{\"yacht_id\":\"00000000-0000-0000-0000-000000000001\",\"generation\":7,\"request\":\"abc\",\"answer\":{}}"
            })
    void whatIsNoAnswerIsAbsent(String entry) throws Exception {
        connection().sync().set(bytes(KEY.wireName()), bytes(entry));

        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void aRedisThatIsAwayIsNoFailureAndIsUsedAgainWhenItIsBack() {
        put(KEY, answer("the pump"));
        REDIS.stop();
        try {
            assertThat(store.get(KEY)).isEmpty();
            store.put(KEY, answer("the pump"));
        } finally {
            REDIS.start();
        }
        await().atMost(PATIENCE).until(() -> {
            store.put(KEY, answer("the pump"));
            return store.get(KEY).isPresent();
        });
    }

    private void put(CacheKey key, SearchResponse answer) {
        store.put(key, answer);
        await().atMost(PATIENCE).until(() -> store.get(key).isPresent());
    }

    private static StatefulRedisConnection<byte[], byte[]> connection() throws Exception {
        return LINK.connection(PATIENCE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SearchResponse answer(String content) {
        SearchHit hit = new SearchHit(
                new UUID(0, 9),
                HitType.PART,
                new UUID(0, 8),
                3,
                content,
                "<mark>pump</mark>",
                0.123456789,
                new HitScores(1.5, null, 0.016, 0.75),
                Map.of("title", "Pump", "tags", List.of("a", "b"), "number", 7),
                List.of("pump"),
                Map.of("k", 60, "fusion", 0.1));
        return new SearchResponse(
                List.of(hit),
                new SearchMetadata(
                        SearchType.HYBRID,
                        1,
                        2,
                        true,
                        5,
                        new FusionInfo(60, new FusionWeights(1, 0.5)),
                        Map.of("embedding", "m"),
                        null,
                        Map.of("bm25", 1.25),
                        List.of()));
    }
}
