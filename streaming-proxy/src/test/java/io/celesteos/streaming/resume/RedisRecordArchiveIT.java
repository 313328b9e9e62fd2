package io.celesteos.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.testbed.redis.ThrowawayRedis;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** Two instances that share nothing but Redis. */
@Timeout(60)
class RedisRecordArchiveIT {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();
    private static final RedisLink LINK = new RedisLink(REDIS.uri());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A loaded machine must not look like a slow Redis. */
    private static final ResumeProperties PATIENT = properties(Duration.ofSeconds(20), Duration.ofMillis(100));

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));

    private final AtomicLong nanos = new AtomicLong();
    private final RedisRecordArchive archive = new RedisRecordArchive(LINK, PATIENT);
    private final StreamRecords here = records(archive);
    private final StreamRecords there = records(archive);

    @BeforeEach
    void empty() throws Exception {
        REDIS.flush();
        redis().ping();
    }

    @AfterAll
    static void close() {
        LINK.close();
    }

    @Test
    void aStreamThatEndedHereIsResumedThere() throws Exception {
        Recording recording = here.begin(YACHT, false);
        for (int i = 1; i <= 5; i++) {
            recording.add(event(i, i == 5));
        }
        recording.close();
        try (Replay replay = awaitFound(recording.stream(), 2)) {
            assertThat(replay.next(SECOND)).containsExactly(event(3, false), event(4, false), event(5, true));
            assertThat(replay.over()).isTrue();
        }
        assertThat(there.find(OTHER, new EventId(recording.stream(), 2, false))).isEmpty();
        assertThat(redis().pttl(bytes("stream:" + YACHT + ":" + recording.stream())))
                .isBetween(290_000L, 300_000L);
    }

    @Test
    void aRunThatGoesOnHereIsFollowedThereAndThatKeepsItGoing() throws Exception {
        Recording recording = here.begin(YACHT, true);
        recording.add(event(1, false));
        recording.callerLeft();
        nanos.addAndGet(SECOND.toNanos());
        recording.tick();
        try (Replay replay = awaitFound(recording.stream(), 1)) {
            // Longer than the grace: only the follower keeps it now.
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(recording.wanted()).isTrue();
            recording.add(event(2, false));
            recording.add(event(3, true));
            recording.close();
            List<RecordedEvent> rest = new ArrayList<>();
            while (!replay.over()) {
                rest.addAll(replay.next(SECOND));
            }
            assertThat(rest).containsExactly(event(2, false), event(3, true));
        }
    }

    @Test
    void aRunThatNobodyFollowsIsNotWantedAfterTheGrace() {
        Recording recording = here.begin(YACHT, true);
        recording.add(event(1, false));
        recording.callerLeft();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(recording.wanted()).isFalse();
    }

    @Test
    void aRunThatWasGivenUpHereLetsItsFollowersThereGo() throws Exception {
        Recording recording = here.begin(YACHT, true);
        recording.add(event(1, false));
        nanos.addAndGet(SECOND.toNanos());
        recording.tick();
        try (Replay replay = awaitFound(recording.stream(), 1)) {
            recording.close();
            while (!replay.over()) {
                assertThat(replay.next(SECOND)).isEmpty();
            }
        }
        assertThat(there.find(YACHT, new EventId(recording.stream(), 1, false))).isEmpty();
    }

    @Test
    void aListThatIsNotAStreamIsNone() throws Exception {
        Recording recording = here.begin(YACHT, false);
        recording.add(event(1, false));
        recording.add(event(2, true));
        awaitFound(recording.stream(), 1).close();
        byte[] list = bytes("stream:" + YACHT + ":" + recording.stream());
        redis().lset(list, 1, event(7, true).packed());
        assertThat(there.find(YACHT, new EventId(recording.stream(), 1, false))).isEmpty();
        redis().lset(list, 1, bytes("junk"));
        assertThat(there.find(YACHT, new EventId(recording.stream(), 1, false))).isEmpty();
        redis().del(list);
        redis().set(list, bytes("a text"));
        assertThat(there.find(YACHT, new EventId(recording.stream(), 1, false))).isEmpty();
    }

    @Test
    void aRedisThatIsAwayCostsTheCopyAlone() {
        REDIS.stop();
        try {
            Recording recording = here.begin(YACHT, true);
            recording.add(event(1, false));
            recording.add(event(2, true));
            recording.close();
            assertThat(here.find(YACHT, new EventId(recording.stream(), 1, false)))
                    .isPresent();
            assertThat(there.find(YACHT, new EventId(recording.stream(), 1, false)))
                    .isEmpty();
        } finally {
            REDIS.start();
        }
        await().atMost(PATIENCE).until(() -> {
            Recording recording = here.begin(YACHT, false);
            recording.add(event(1, true));
            recording.close();
            return there.find(YACHT, new EventId(recording.stream(), 0, false)).isPresent();
        });
    }

    /** Each of ten thousand would wait half a second, were it not for the breaker. */
    @Test
    void aRedisThatDoesNotAnswerIsAskedOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisLink link = new RedisLink("redis://localhost:" + silent.getLocalPort())) {
            StreamRecords slow = records(new RedisRecordArchive(link, properties(Duration.ofMillis(500), PATIENCE)));
            for (int i = 0; i < 10_000; i++) {
                assertThat(slow.find(YACHT, new EventId("AAAAAAAAAAAAAAAAAAAAAA", 1, false)))
                        .isEmpty();
                Recording recording = slow.begin(YACHT, true);
                recording.add(event(1, true));
                recording.close();
            }
        }
    }

    private Replay awaitFound(String stream, long seen) {
        return await().atMost(PATIENCE)
                .until(() -> there.find(YACHT, new EventId(stream, seen, false)), Optional::isPresent)
                .orElseThrow();
    }

    private StreamRecords records(RecordArchive with) {
        return new StreamRecords(PATIENT, with, new SimpleMeterRegistry(), nanos::get);
    }

    private static ResumeProperties properties(Duration redisTimeout, Duration redisPause) {
        return new ResumeProperties(
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(10),
                DataSize.ofMegabytes(1),
                REDIS.uri(),
                redisTimeout,
                redisPause);
    }

    private static RedisCommands<byte[], byte[]> redis() throws Exception {
        return LINK.connection(PATIENCE).sync();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RecordedEvent event(int number, boolean last) {
        return new RecordedEvent(number, "llm_chunk", bytes("{\"chunk_id\":" + number + "}"), last);
    }
}
