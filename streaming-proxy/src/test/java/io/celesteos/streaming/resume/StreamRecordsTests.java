package io.celesteos.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.fake.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class StreamRecordsTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong(-1_000_000);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StreamRecords records = records(DataSize.ofKilobytes(100), DataSize.ofKilobytes(10));

    @Test
    void aStreamIsReadFromAnyEventOn() throws Exception {
        String stream = finished(YACHT, 3);
        for (int seen = 0; seen < 3; seen++) {
            try (Replay replay = find(YACHT, stream, seen).orElseThrow()) {
                assertThat(replay.next(LONG))
                        .extracting(RecordedEvent::number)
                        .hasSize(3 - seen)
                        .endsWith(3L);
                assertThat(replay.over()).isTrue();
            }
        }
    }

    @Test
    void onlyTheYachtOfAStreamFindsIt() {
        String stream = finished(YACHT, 3);
        assertThat(find(OTHER, stream, 1)).isEmpty();
        assertThat(find(YACHT, stream, 4)).isEmpty();
        assertThat(find(YACHT, "AAAAAAAAAAAAAAAAAAAAAA", 1)).isEmpty();
    }

    @Test
    void aStreamIsForgottenAfterItsTimeSinceItsEnd() {
        Recording recording = records.begin(YACHT, false);
        recording.add(event(1, false));
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        recording.add(event(2, true));
        recording.close();
        nanos.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertThat(find(YACHT, recording.stream(), 1)).isPresent();
        nanos.addAndGet(1);
        assertThat(find(YACHT, recording.stream(), 1)).isEmpty();
        assertThat(records.weight()).isZero();
    }

    @Test
    void theOldestStreamsMakeRoomForNewOnes() {
        String first = finished(YACHT, 20);
        String last = first;
        for (int i = 0; i < 200; i++) {
            last = finished(YACHT, 20);
            assertThat(records.weight()).isLessThanOrEqualTo(100 << 10);
        }
        assertThat(find(YACHT, first, 1)).isEmpty();
        assertThat(find(YACHT, last, 1)).isPresent();
        assertThat(meters.get("streaming.resume.memory").gauge().value()).isEqualTo(records.weight());
    }

    @Test
    void aStreamThatIsTooLongIsNotKeptAndItsFollowersAreLetGo() throws Exception {
        Recording recording = records.begin(YACHT, true);
        recording.add(event(1, false));
        Replay replay = find(YACHT, recording.stream(), 1).orElseThrow();
        for (int i = 2; i < 200; i++) {
            recording.add(event(i, false));
        }
        assertThat(find(YACHT, recording.stream(), 1)).isEmpty();
        assertThat(records.weight()).isZero();
        assertThat(replay.next(LONG)).isEmpty();
        assertThat(replay.over()).isTrue();
        // Its own caller is still there; once that one has left, nobody can come back for it.
        recording.callerLeft();
        assertThat(recording.wanted()).isFalse();
        recording.close();
        assertThat(records.weight()).isZero();
    }

    @Test
    void aFollowerGetsWhatComes() throws Exception {
        Recording recording = records.begin(YACHT, false);
        recording.add(event(1, false));
        Replay replay = find(YACHT, recording.stream(), 1).orElseThrow();
        assertThat(replay.next(Duration.ZERO)).isEmpty();
        assertThat(replay.over()).isFalse();
        CompletableFuture<List<RecordedEvent>> next = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                next.complete(replay.next(LONG));
            } catch (InterruptedException stopped) {
                next.completeExceptionally(stopped);
            }
        });
        recording.add(event(2, true));
        assertThat(next.get(20, TimeUnit.SECONDS)).containsExactly(event(2, true));
        assertThat(replay.over()).isTrue();
    }

    @Test
    void aRunIsWantedWhileSomebodyFollowsAndForTheGraceAfter() {
        Recording recording = records.begin(YACHT, true);
        recording.add(event(1, false));
        assertThat(recording.wanted()).isTrue();
        recording.callerLeft();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(recording.wanted()).isTrue();
        Replay replay = find(YACHT, recording.stream(), 1).orElseThrow();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(recording.wanted()).isTrue();
        replay.close();
        replay.close();
        assertThat(recording.wanted()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(recording.wanted()).isFalse();
    }

    @Test
    void withoutTheWishToResumeThereIsNoGrace() {
        Recording recording = records.begin(YACHT, false);
        recording.add(event(1, false));
        recording.callerLeft();
        assertThat(recording.wanted()).isFalse();
    }

    @Test
    void aStreamWithoutAnEndIsGoneWithItsRun() throws Exception {
        Recording recording = records.begin(YACHT, true);
        recording.add(event(1, false));
        Replay replay = find(YACHT, recording.stream(), 0).orElseThrow();
        recording.add(event(2, false));
        recording.close();
        // Who follows gets what there was, so that it hears why.
        assertThat(replay.next(LONG)).hasSize(2);
        assertThat(replay.over()).isTrue();
        assertThat(find(YACHT, recording.stream(), 1)).isEmpty();
        assertThat(records.weight()).isZero();
    }

    @Test
    void noTwoStreamsHaveTheSameName() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(names.add(EventId.newStream())).isTrue();
        }
    }

    @Test
    void anIdReadsBack() {
        for (boolean last : new boolean[] {true, false}) {
            EventId id = new EventId(EventId.newStream(), 17, last);
            assertThat(EventId.parse(id.toString())).contains(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "end-",
                "end-9",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA.0",
                "AAAAAAAAAAAAAAAAAAAAAA.1234567890",
                "AAAAAAAAAAAAAAAAAAAAA.1",
                "AAAAAAAAAAAAAAAAAAAAA:.1",
                "AAAAAAAAAAAAAAAAAAAAAA.1\n",
                "end-end-AAAAAAAAAAAAAAAAAAAAAA.1"
            })
    void whatIsNoIdIsNone(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 a\n{}", "x a 0\n{}", "0 a 0\n{}", "1 a 0", "-1 a 0\n{}"})
    void whatWasNotPackedHereIsNoEvent(String packed) {
        assertThat(RecordedEvent.unpacked(packed.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void anEventReadsBack() {
        RecordedEvent event = new RecordedEvent(7, "result", "{\"a\":\"é\\n\"}".getBytes(StandardCharsets.UTF_8), true);
        assertThat(RecordedEvent.unpacked(event.packed())).contains(event);
    }

    @Test
    void defaultsAndNames() {
        assertThat(Settings.bind(ResumeProperties.class, Map.of()))
                .isEqualTo(new ResumeProperties(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        DataSize.ofMegabytes(32),
                        DataSize.ofMegabytes(1),
                        null,
                        Duration.ofMillis(20),
                        Duration.ofSeconds(5)));
        ResumeProperties named = Settings.bind(
                ResumeProperties.class,
                Map.of(
                        "keep-for", "1m",
                        "grace", "0s",
                        "max-memory", "1MB",
                        "max-stream", "2KB",
                        "redis-url", "redis://:hidden@r:1",
                        "redis-timeout", "30ms",
                        "redis-pause", "6s"));
        assertThat(named)
                .isEqualTo(new ResumeProperties(
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(2),
                        "redis://:hidden@r:1",
                        Duration.ofMillis(30),
                        Duration.ofSeconds(6)));
        assertThat(named.toString()).doesNotContain("hidden");
    }

    private String finished(YachtId yacht, int events) {
        try (Recording recording = records.begin(yacht, false)) {
            for (int i = 1; i <= events; i++) {
                recording.add(event(i, i == events));
            }
            return recording.stream();
        }
    }

    private Optional<Replay> find(YachtId yacht, String stream, long seen) {
        return records.find(yacht, new EventId(stream, seen, false));
    }

    private StreamRecords records(DataSize memory, DataSize stream) {
        return new StreamRecords(
                new ResumeProperties(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        memory,
                        stream,
                        null,
                        Duration.ofMillis(20),
                        Duration.ofSeconds(5)),
                RecordArchive.NONE,
                meters,
                nanos::get);
    }

    private static RecordedEvent event(int number, boolean last) {
        return new RecordedEvent(
                number,
                last ? "complete" : "llm_chunk",
                ("{\"chunk_id\":" + number + "}").getBytes(StandardCharsets.UTF_8),
                last);
    }
}
