package io.celesteos.search.lifecycle;

import static io.celesteos.search.lifecycle.TestIndexes.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.Changes;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexListener;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import io.celesteos.search.tenancy.YachtRoster.Standing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A fleet under one budget. */
class YachtIndexesTests {

    private static final YachtId ONE = new YachtId(new UUID(0, 1));
    private static final YachtId TWO = new YachtId(new UUID(0, 2));
    private static final YachtId THREE = new YachtId(new UUID(0, 3));

    @TempDir
    Path folder;

    private final Fleet fleet = new Fleet();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<YachtId> told = new CopyOnWriteArrayList<>();
    private final Set<YachtId> suspended = new HashSet<>();
    private @Nullable YachtIndexes indexes;

    @AfterEach
    void close() {
        if (indexes != null) {
            indexes.close();
        }
    }

    @Test
    void aFleetThatFitsIsOpenedAtTheStart() {
        YachtIndexes all = start(TestIndexes.inMemory(), Long.MAX_VALUE);

        await().until(() -> all.state().open() == 3);
        assertThat(all.settled(fleet.yachts.keySet())).isTrue();
        assertThat(search(all, TWO)).containsExactly(2);
        assertThat(all.state().words()).startsWith("3 of 3 yachts, ");
    }

    @Test
    void whatDoesNotFitSleepsUntilSomebodyAsks() {
        YachtIndexes all = start(TestIndexes.inMemory(), 1);
        await().until(() -> all.settled(fleet.yachts.keySet()));
        await().until(() -> {
            all.follow(standings());
            return all.state().open() == 1 && told.size() == 2;
        });

        for (YachtId yacht : List.of(THREE, ONE, TWO, ONE)) {
            await().until(() -> answers(all, yacht));
            await().until(() -> {
                all.makeRoom();
                return all.state().open() == 1;
            });
        }
        assertThat(meters.counter("search.index.evictions").count()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatWasUsedLeastRecentlyGoesAndWhatIsInUseStays() {
        long one = sizeOfOne();
        YachtIndexes all = start(TestIndexes.inMemory(), 2 * one + one / 2);
        await().until(() -> all.settled(fleet.yachts.keySet()));
        await().until(() -> answers(all, ONE));
        await().until(() -> answers(all, TWO));
        await().until(() -> all.state().open() == 2);

        try (IndexSnapshot held = all.acquire(ONE)) {
            assertThat(search(all, TWO)).containsExactly(2);
            await().until(() -> answers(all, THREE));
            await().until(() -> all.state().open() == 2);

            // ONE was used before TWO, but is being searched in.
            assertThat(found(held, "oil")).containsExactly(1);
            assertThat(search(all, ONE)).containsExactly(1);
            assertThat(search(all, THREE)).containsExactly(3);
        }
        assertThatThrownBy(() -> search(all, TWO)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aSleeperOnDiskIsOpenedWithinTheRequest() {
        YachtIndexes all = start(TestIndexes.onDisk(folder), 1);
        await().until(() -> all.settled(fleet.yachts.keySet()));
        for (YachtId yacht : List.of(ONE, TWO)) {
            await().until(() -> answers(all, yacht));
        }
        fleet.of(ONE).put(10, "oil ten");

        // It was read once: from now on each of them comes back without a refusal.
        awaitEviction(ONE, TWO, all);
        assertThat(search(all, ONE)).containsExactly(1, 10);
        awaitEviction(TWO, ONE, all);
        assertThat(search(all, TWO)).containsExactly(2);
        assertThat(meters.timer("search.index.refresh", "outcome", "reopened").count())
                .isPositive();
    }

    @Test
    void changesOfSleepersAreToldOnce() {
        YachtIndexes all = start(TestIndexes.inMemory(), 1);
        await().until(() -> {
            all.follow(standings());
            return all.state().open() == 1 && told.size() == 2;
        });
        YachtId asleep = fleet.yachts.keySet().stream()
                .filter(yacht -> !isOpen(yacht, all))
                .findFirst()
                .orElseThrow();
        told.clear();

        fleet.of(asleep).put(20, "oil");
        all.follow(standings());
        all.follow(standings());

        assertThat(told).containsExactly(asleep);
    }

    @Test
    void aSuspendedYachtIsClosedAtOnceAndComesBackWhenItIsActive() {
        YachtIndexes all = start(TestIndexes.onDisk(folder), Long.MAX_VALUE);
        await().until(() -> all.state().open() == 3);

        suspended.add(TWO);
        all.follow(standings());
        assertThatThrownBy(() -> all.acquire(TWO))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.STARTING));
        assertThat(all.state().yachts()).isEqualTo(2);
        assertThat(search(all, ONE)).containsExactly(1);

        suspended.clear();
        fleet.of(TWO).put(10, "oil ten");
        await().until(() -> {
            all.follow(standings());
            return answers(all, TWO);
        });
        assertThat(search(all, TWO)).containsExactly(2, 10);
    }

    @Test
    void ofADeletedYachtNothingIsServed() {
        YachtIndexes all = start(TestIndexes.onDisk(folder), Long.MAX_VALUE);
        await().until(() -> all.state().open() == 3);

        fleet.yachts.remove(TWO);
        all.follow(standings());

        assertThatThrownBy(() -> all.acquire(TWO)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aYachtThatCannotBeReadIsTriedAgainAndKeepsNobodyElse() {
        fleet.of(TWO).failAfterReads = 0;
        YachtIndexes all = start(TestIndexes.inMemory(), Long.MAX_VALUE);
        await().until(() -> all.state().open() == 2);
        await().until(() -> {
            all.follow(standings());
            return all.settled(fleet.yachts.keySet());
        });
        assertThat(search(all, THREE)).containsExactly(3);
        assertThat(meters.counter("search.index.failures", "step", "refresh").count())
                .isGreaterThanOrEqualTo(3);

        fleet.of(TWO).failAfterReads = Integer.MAX_VALUE;
        await().until(() -> {
            all.follow(standings());
            return answers(all, TWO);
        });
    }

    @Test
    void theLagIsThatOfTheOneFurthestBehind() {
        YachtIndexes all = start(TestIndexes.inMemory(), Long.MAX_VALUE);
        await().until(() -> all.state().open() == 3);
        assertThat(all.state().lag()).isZero();

        fleet.of(TWO).put(10, "oil");
        fleet.of(TWO).failAfterReads = 0;
        all.follow(standings());
        await().until(() -> all.state().lag().isPositive());

        fleet.of(TWO).failAfterReads = Integer.MAX_VALUE;
        await().until(() -> {
            all.follow(standings());
            return all.state().lag().isZero();
        });
    }

    @Test
    void rebuildsComeWhenTheyAreDue() {
        YachtIndexes all = start(TestIndexes.inMemory(), Long.MAX_VALUE, Duration.ofMillis(1));
        await().until(() -> all.state().open() == 3);

        await().until(() -> {
            // Each time anew: a rebuild that waits for the refresh finds everything as stored.
            fleet.of(TWO).put(10, "oil");
            all.follow(standings());
            return meters.timer("search.index.rebuild", "outcome", "rebuilt").count() > 0
                    && meters.timer("search.index.rebuild", "outcome", "verified")
                                    .count()
                            > 0;
        });
        await().until(() -> {
            all.follow(standings());
            return search(all, TWO).equals(List.of(2, 10));
        });
    }

    @Test
    void aRebuildThatIsAskedForIsDoneThoughNothingChangedAndOnlyOneAtATime() throws InterruptedException {
        YachtIndexes all = start(TestIndexes.inMemory(), Long.MAX_VALUE);
        await().until(() -> all.state().open() == 3);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        fleet.of(TWO).beforeRead = () -> {
            reading.countDown();
            awaitQuietly(goOn);
        };

        IndexReport asked = all.rebuild(TWO);
        assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> all.rebuild(TWO))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT));
        assertThat(rebuild(all).status()).isEqualTo(RebuildReport.Status.RUNNING);
        assertThat(search(all, TWO)).containsExactly(2);
        assertThat(all.report(ONE).rebuild()).isNull();

        goOn.countDown();
        await().until(() -> rebuild(all).status() == RebuildReport.Status.SUCCEEDED);
        assertThat(rebuild(all).id())
                .isEqualTo(Objects.requireNonNull(asked.rebuild()).id());
        assertThat(rebuild(all).progress()).isEqualTo(new RebuildReport.Progress(1, 1));
        assertThat(all.report(TWO).state()).isEqualTo(IndexReport.State.SERVING);
        assertThat(search(all, TWO)).containsExactly(2);
        assertThat(meters.timer("search.index.rebuild", "outcome", "rebuilt").count())
                .isEqualTo(1);
    }

    @Test
    void aRebuildThatFailsSaysSoLeavesTheOldIndexAndMayBeAskedForAgain() {
        YachtIndexes all = start(TestIndexes.inMemory(), Long.MAX_VALUE);
        await().until(() -> all.state().open() == 3);
        fleet.of(TWO).failAfterReads = 0;

        all.rebuild(TWO);

        await().until(() -> rebuild(all).status() == RebuildReport.Status.FAILED);
        assertThat(rebuild(all).error()).contains("from before goes on serving");
        assertThat(search(all, TWO)).containsExactly(2);

        fleet.of(TWO).failAfterReads = Integer.MAX_VALUE;
        await().ignoreExceptions().until(() -> all.rebuild(TWO).rebuild() != null);
        await().until(() -> rebuild(all).status() == RebuildReport.Status.SUCCEEDED);
    }

    @Test
    void whatIsNotOpenCannotBeRebuiltYet() {
        fleet.of(TWO).failAfterReads = 0;
        YachtIndexes all = start(TestIndexes.inMemory(), Long.MAX_VALUE);

        for (YachtId yacht : List.of(TWO, new YachtId(new UUID(0, 99)))) {
            assertThatThrownBy(() -> all.rebuild(yacht)).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.type()).isEqualTo(ProblemType.STARTING);
                assertThat(problem.retryAfter()).isNotNull();
            });
        }
        assertThat(all.report(TWO).state()).isEqualTo(IndexReport.State.LOADING);
    }

    private static RebuildReport rebuild(YachtIndexes all) {
        return Objects.requireNonNull(all.report(TWO).rebuild());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
    }

    private YachtIndexes start(IndexBuilds builds, long budget) {
        return start(builds, budget, Duration.ofHours(1));
    }

    private YachtIndexes start(IndexBuilds builds, long budget, Duration rebuild) {
        LifecycleProperties properties = new LifecycleProperties(
                Duration.ofMillis(1),
                2,
                2,
                Duration.ofSeconds(2),
                "",
                Duration.ZERO,
                rebuild,
                DataSize.ofGigabytes(1),
                Duration.ofSeconds(20));
        IndexListener listener = new IndexListener() {
            @Override
            public void published(YachtId yacht, int chunks, int vectors, boolean first) {}

            @Override
            public void changed(YachtId yacht) {
                told.add(yacht);
            }
        };
        IndexMeters counted = new IndexMeters(meters);
        IndexWorkers workers = new IndexWorkers(properties, counted, each -> each.accept(listener));
        YachtIndexes started = new YachtIndexes(fleet, builds, workers, properties, budget);
        counted.watch(started::state);
        indexes = started;
        started.follow(standings());
        await().until(() -> {
            started.follow(standings());
            return started.state().open() > 0;
        });
        await().until(() -> {
            started.follow(standings());
            return started.settled(fleet.yachts.keySet())
                    || fleet.yachts.values().stream().anyMatch(corpus -> corpus.failAfterReads == 0);
        });
        return started;
    }

    private long sizeOfOne() {
        YachtIndex alone = new YachtIndex(ONE, fleet, TestIndexes.inMemory(), 2);
        alone.refresh();
        try {
            return alone.bytes();
        } finally {
            alone.close(true);
        }
    }

    private Map<YachtId, Standing> standings() {
        Map<YachtId, Standing> standings = new HashMap<>();
        fleet.yachts.forEach((yacht, corpus) ->
                standings.put(yacht, new Standing(!suspended.contains(yacht), corpus.watermark(yacht))));
        return standings;
    }

    private static boolean answers(YachtIndexes all, YachtId yacht) {
        try {
            return !search(all, yacht).isEmpty();
        } catch (ProblemException starting) {
            assertThat(starting.type()).isEqualTo(ProblemType.STARTING);
            assertThat(starting.retryAfter()).isNotNull();
            return false;
        }
    }

    private static List<Integer> search(YachtIndexes all, YachtId yacht) {
        try (IndexSnapshot snapshot = all.acquire(yacht)) {
            assertThat(snapshot.yacht()).isEqualTo(yacht);
            return found(snapshot, "oil");
        }
    }

    /** Until the one is closed because the other is asked for. */
    private static void awaitEviction(YachtId yacht, YachtId asked, YachtIndexes all) {
        await().until(() -> {
            boolean answered = answers(all, asked);
            all.makeRoom();
            return answered && !isOpen(yacht, all);
        });
    }

    /** Without asking for it. */
    private static boolean isOpen(YachtId yacht, YachtIndexes all) {
        return all.open(yacht);
    }

    /** Three yachts with one passage each, numbered as they are. */
    private static final class Fleet implements CorpusReader {

        final Map<YachtId, FakeCorpus> yachts = new ConcurrentHashMap<>();

        Fleet() {
            yachts.put(ONE, new FakeCorpus().put(1, "oil one"));
            yachts.put(TWO, new FakeCorpus().put(2, "oil two"));
            yachts.put(THREE, new FakeCorpus().put(3, "oil three"));
        }

        FakeCorpus of(YachtId yacht) {
            return Objects.requireNonNull(yachts.get(yacht));
        }

        @Override
        public Watermark watermark(YachtId yacht) {
            return of(yacht).watermark(yacht);
        }

        @Override
        public Changes changesSince(YachtId yacht, Watermark held) {
            return of(yacht).changesSince(yacht, held);
        }

        @Override
        public String database(YachtId yacht) {
            return of(yacht).database(yacht);
        }

        @Override
        public EmbeddingSpace space(YachtId yacht) {
            return of(yacht).space(yacht);
        }

        @Override
        public void versions(YachtId yacht, EmbeddingSpace space, VersionVisitor visitor) {
            of(yacht).versions(yacht, space, visitor);
        }

        @Override
        public List<Versioned> read(YachtId yacht, EmbeddingSpace space, Collection<PassageKey> keys) {
            return of(yacht).read(yacht, space, keys);
        }
    }
}
