package io.celesteos.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.contracts.redis.RedisProbe;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.testbed.redis.ThrowawayRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Against a real Redis, also one that is damaged, frozen or gone. */
class RedisEmbeddingCacheIT {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();
    private static RedisClient client;
    private static StatefulRedisConnection<byte[], byte[]> redis;

    private RedisLink link;
    private RedisEmbeddingCache cache;

    @BeforeAll
    static void connect() {
        client = RedisClient.create(REDIS.uri());
        redis = client.connect(ByteArrayCodec.INSTANCE);
    }

    @AfterAll
    static void disconnect() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }

    @BeforeEach
    void open() {
        REDIS.flush();
        link = new RedisLink(REDIS.uri());
        // A generous limit: these tests are about what comes back, on machines that may be busy.
        cache = new RedisEmbeddingCache(link, properties(Duration.ofSeconds(5), Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        link.close();
    }

    private static EmbeddingCacheProperties properties(Duration timeout, Duration pause) {
        return new EmbeddingCacheProperties(DataSize.ofMegabytes(1), Duration.ofDays(7), REDIS.uri(), timeout, pause);
    }

    private static EmbeddingCacheKey key(int n) {
        return EmbeddingCacheKey.of(FakeModel.artifact("m"), true, "text " + n);
    }

    private static byte[] name(int n) {
        return key(n).wireName().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<EmbeddingCacheKey, EmbeddedText> entries(int count) {
        Map<EmbeddingCacheKey, EmbeddedText> entries = new LinkedHashMap<>();
        IntStream.range(0, count)
                .forEach(n -> entries.put(key(n), new EmbeddedText(new float[] {n, -n / 3f}, n + 2, n % 2 == 0)));
        return entries;
    }

    /** Nobody waits for writes but this test. */
    private void putAndWait(Map<EmbeddingCacheKey, EmbeddedText> entries) {
        cache.put(entries);
        await(() -> cache.get(entries.keySet()).size() == entries.size());
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void whatWasPutComesBackToAnotherInstanceBitForBit() {
        putAndWait(entries(100));
        try (RedisLink other = new RedisLink(REDIS.uri())) {
            var elsewhere = new RedisEmbeddingCache(other, properties(Duration.ofSeconds(5), Duration.ofHours(1)));

            Map<EmbeddingCacheKey, EmbeddedText> found =
                    elsewhere.get(entries(101).keySet());

            assertThat(found).hasSize(100);
            entries(100).forEach((key, text) -> {
                assertThat(found.get(key).vector()).isEqualTo(text.vector());
                assertThat(found.get(key).tokens()).isEqualTo(text.tokens());
                assertThat(found.get(key).truncated()).isEqualTo(text.truncated());
            });
        }
    }

    @Test
    void entriesLiveForSevenDays() {
        putAndWait(entries(1));

        assertThat(redis.sync().ttl(name(0)))
                .isBetween(
                        Duration.ofDays(7).toSeconds() - 30, Duration.ofDays(7).toSeconds());
    }

    @Test
    void aDamagedEntryIsAMissAndTheOthersAreNot() {
        putAndWait(entries(4));
        byte[] flipped = redis.sync().get(name(0));
        flipped[1] ^= 1;
        redis.sync().set(name(0), flipped);
        redis.sync().set(name(1), new byte[] {1, 2, 3});
        redis.sync().set(name(2), new byte[0]);

        assertThat(cache.get(entries(4).keySet())).containsOnlyKeys(key(3));
    }

    @Test
    void aKeyOfAnotherTypeIsAMiss() {
        putAndWait(entries(2));
        redis.sync().del(name(0));
        redis.sync().lpush(name(0), new byte[] {1});

        assertThat(cache.get(entries(2).keySet())).containsOnlyKeys(key(1));
    }

    @Test
    void aRedisThatHangsIsAskedOnceAndThenLeftAlone() {
        try (RedisLink other = new RedisLink(REDIS.uri())) {
            assertThat(new RedisProbe(other).check().effect()).isEqualTo(HealthStatus.HEALTHY);
            var impatient = new RedisEmbeddingCache(other, properties(Duration.ofMillis(20), Duration.ofHours(1)));
            // Answered at once; what comes after it waits.
            redis.sync().clientPause(500);

            assertThat(impatient.get(List.of(key(0)))).isEmpty();

            // Once it answers again, on the same connection, all that was sent before has been counted.
            await(() -> new RedisProbe(other).check().effect() == HealthStatus.HEALTHY);
            // But the breaker is open for an hour: nothing more reaches it.
            long before = vectorCommandsSeen();
            assertThat(impatient.get(List.of(key(0)))).isEmpty();
            impatient.put(entries(3));
            assertThat(vectorCommandsSeen() - before).isZero();
        }
    }

    @Test
    void aRedisWhoseProcessStandsStillIsAskedOnceAndThenLeftAlone() throws Exception {
        ProcessHandle server = process();
        try (RedisLink other = new RedisLink(REDIS.uri())) {
            await(() -> new RedisProbe(other).check().effect() == HealthStatus.HEALTHY);
            var impatient = new RedisEmbeddingCache(other, properties(Duration.ofMillis(20), Duration.ofHours(1)));
            putAndWait(entries(3));
            signal(server, "STOP");
            try {
                assertThat(impatient.get(entries(3).keySet())).isEmpty();
            } finally {
                signal(server, "CONT");
            }

            // It answers again, and is not asked: the breaker stays open for an hour.
            await(() -> new RedisProbe(other).check().effect() == HealthStatus.HEALTHY);
            long before = vectorCommandsSeen();
            assertThat(impatient.get(entries(3).keySet())).isEmpty();
            impatient.put(entries(3));
            assertThat(vectorCommandsSeen() - before).isZero();
        }
    }

    /** The server's process, where it is one of this machine; in a container it has another number. */
    private static ProcessHandle process() {
        long pid = redis.sync()
                .info("server")
                .lines()
                .filter(line -> line.startsWith("process_id:"))
                .mapToLong(line -> Long.parseLong(line.split(":")[1].strip()))
                .findFirst()
                .orElseThrow();
        Optional<ProcessHandle> server = ProcessHandle.current()
                .descendants()
                .filter(process -> process.pid() == pid)
                .findFirst();
        assumeThat(server).as("the server runs outside of a container").isPresent();
        return server.orElseThrow();
    }

    private static void signal(ProcessHandle process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void moreThanOneReplyMayHoldIsAskedInParts() {
        putAndWait(entries(300));
        redis.sync().del(name(128));

        Map<EmbeddingCacheKey, EmbeddedText> found = cache.get(entries(301).keySet());

        assertThat(found).hasSize(299).doesNotContainKeys(key(128), key(300));
        assertThat(found.get(key(299)).tokens()).isEqualTo(301);
    }

    @Test
    void anEntryThatIsNoNumberIsAMiss() {
        putAndWait(entries(2));
        redis.sync().set(name(0), EmbeddingCodec.encode(new EmbeddedText(new float[] {1, Float.NaN}, 3, false)));

        assertThat(cache.get(entries(2).keySet())).containsOnlyKeys(key(1));
    }

    /** Reads and writes of vectors; connections that come back say more than that, at any time. */
    private static long vectorCommandsSeen() {
        return redis.sync()
                .info("commandstats")
                .lines()
                .filter(line -> line.matches("cmdstat_(mget|setex):.*"))
                .mapToLong(line -> Long.parseLong(
                        line.replaceAll(".*:calls=(\\d+),.*", "$1").strip()))
                .sum();
    }

    @Test
    void anOutageIsAMissAndIsForgottenAfterThePause() {
        try (RedisLink other = new RedisLink(REDIS.uri())) {
            var patient = new RedisEmbeddingCache(other, properties(Duration.ofSeconds(2), Duration.ofMillis(50)));
            var probe = new RedisProbe(other);
            assertThat(probe.check().effect()).isEqualTo(HealthStatus.HEALTHY);
            REDIS.stop();
            try {
                assertThat(patient.get(List.of(key(0)))).isEmpty();
                patient.put(entries(1));
                await(() -> probe.check().effect() == HealthStatus.DEGRADED);
            } finally {
                REDIS.start();
            }

            await(() -> {
                patient.put(entries(1));
                return patient.get(List.of(key(0))).size() == 1;
            });
            assertThat(probe.check().word()).isEqualTo("healthy");
        }
    }

    @Test
    void nothingAskedIsNothingSent() {
        long before = vectorCommandsSeen();

        assertThat(cache.get(List.of())).isEmpty();
        cache.put(Map.of());

        assertThat(vectorCommandsSeen() - before).isZero();
    }
}
