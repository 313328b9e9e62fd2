package io.celesteos.search.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.PassageText;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingProperties;
import io.celesteos.search.vector.EmbeddingRefusals;
import io.celesteos.search.vector.EmbeddingSpaces;
import io.celesteos.search.vector.PassageEmbedder;
import io.celesteos.search.vector.VectorStore;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddingBackfillTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final EmbeddingSpace OLD = new EmbeddingSpace("old", "old", 2);
    private static final EmbeddingSpace NEW = new EmbeddingSpace("new", "new", 3);

    private final Pending pending = new Pending();
    private final Embedder embedder = new Embedder();
    private final Spaces spaces = new Spaces();
    private EmbeddingBackfill backfill = backfill(true);

    @AfterEach
    void stop() {
        backfill.stop();
    }

    @Test
    void everyChunkGetsItsVectorBatchByBatch() {
        pending.add(5);
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting().isEmpty() && pending.settled > 0);
        assertThat(embedder.calls).extracting(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void anOutageIsWaitedForAndTheWorkGoesOn() {
        pending.add(3);
        embedder.away = 3;
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting().isEmpty());
        assertThat(embedder.calls).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aRefusedPassageDoesNotHoldUpTheOthersAndFailsItsJob() {
        pending.add(6);
        embedder.refused.add("passage 2");
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting().size() == 1 && pending.refusedAtSettling.size() == 1);
        assertThat(pending.refusedAtSettling).containsExactly(new UUID(1, 2));
    }

    @Test
    void aPublicationWakesItOnlyWhenVectorsAreMissingOrItIsTheFirst() {
        pending.add(1);
        backfill.start();
        backfill.published(YACHT, 5, 5, false);
        assertThat(backfill.isRunning()).isTrue();
        assertThat(pending.asked).isZero();

        backfill.published(YACHT, 5, 4, false);
        await().until(() -> pending.waiting().isEmpty());
    }

    @Test
    void switchedOffItLeavesTheWorkToOthers() {
        backfill = backfill(false);
        pending.add(1);
        backfill.start();
        backfill.wake(YACHT);
        backfill.stop();

        assertThat(pending.asked).isZero();
        assertThat(backfill.isRunning()).isFalse();
    }

    @Test
    void whatWasStoppedGoesOnWhenItIsStartedAgain() {
        backfill.start();
        backfill.stop();
        pending.add(1);
        backfill.wake(YACHT);
        backfill.start();

        await().until(() -> pending.waiting().isEmpty());
    }

    @Test
    void anUnexpectedFailureIsTriedAgain() {
        pending.add(1);
        pending.broken = 2;
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting().isEmpty());
    }

    @Test
    void aWantedSpaceIsFilledAfterTheServingOneAndThenTakesItsPlace() {
        spaces.wanted = NEW;
        pending.add(5);
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> spaces.serving.equals(NEW));
        assertThat(pending.waiting(OLD)).isEmpty();
        assertThat(pending.waiting(NEW)).isEmpty();
        assertThat(embedder.calls).hasSize(6);
    }

    @Test
    void aModelThatIsGoneDoesNotHoldUpItsSuccessor() {
        spaces.wanted = NEW;
        embedder.gone.add(OLD);
        pending.add(3);
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> spaces.serving.equals(NEW));
        assertThat(pending.waiting(NEW)).isEmpty();
    }

    @Test
    void onlyTheSpaceThatIsSearchedKeepsOtherWorkWaiting() {
        spaces.wanted = NEW;
        embedder.gone.add(NEW);
        pending.add(3);
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting(OLD).isEmpty() && !backfill.busy());
        assertThat(pending.waiting(NEW)).hasSize(3);
    }

    @Test
    void whatTheNewModelRefusesIsNotWaitedFor() {
        spaces.wanted = NEW;
        embedder.refused.add("passage 1");
        pending.add(2);
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> spaces.serving.equals(NEW));
        assertThat(pending.waiting(NEW)).containsExactly(new UUID(1, 1));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            Title | -     | text       | Title/text
            Title | A > B | B text     | Title/A > B/B text
            Title | B     | B text     | Title/B text
            -     | -     | text       | text
            """)
    void theModelReadsTitleAndHeadings(String title, String section, String content, String expected) {
        assertThat(PassageText.of(title, section, content)).isEqualTo(expected.replace('/', '\n'));
    }

    private EmbeddingBackfill backfill(boolean enabled) {
        return new EmbeddingBackfill(
                pending,
                embedder,
                new NoStore(),
                spaces,
                new BackfillProperties(enabled, 2, Duration.ofMillis(1), Duration.ofMillis(4)),
                new EmbeddingProperties(
                        URI.create("http://localhost:1"),
                        null,
                        "m",
                        "m",
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5)));
    }

    private static final class Pending implements PendingChunks {
        private final Map<UUID, PendingChunk> chunks = new LinkedHashMap<>();
        private final Map<EmbeddingSpace, Set<UUID>> embedded = new HashMap<>();
        volatile Set<UUID> refusedAtSettling = Set.of();
        volatile int settled;
        volatile int asked;
        volatile int broken;

        synchronized void add(int count) {
            for (int i = 0; i < count; i++) {
                chunks.put(new UUID(1, i), new PendingChunk(new UUID(1, i), "passage " + i));
            }
        }

        synchronized Set<UUID> waiting() {
            return waiting(OLD);
        }

        synchronized Set<UUID> waiting(EmbeddingSpace space) {
            Set<UUID> waiting = new HashSet<>(chunks.keySet());
            waiting.removeAll(embedded(space));
            return waiting;
        }

        private Set<UUID> embedded(EmbeddingSpace space) {
            return embedded.computeIfAbsent(space, each -> new HashSet<>());
        }

        @Override
        public synchronized List<PendingChunk> next(
                YachtId yacht, EmbeddingSpace space, int batch, Collection<UUID> refused) {
            asked++;
            if (broken-- > 0) {
                throw new IllegalStateException("broken");
            }
            return chunks.values().stream()
                    .filter(chunk ->
                            !refused.contains(chunk.id()) && !embedded(space).contains(chunk.id()))
                    .limit(batch)
                    .toList();
        }

        @Override
        public synchronized void save(YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> vectors) {
            embedded(space).addAll(vectors.keySet());
        }

        @Override
        public synchronized void settle(YachtId yacht, EmbeddingSpace space, Collection<UUID> refused) {
            settled++;
            refusedAtSettling = Set.copyOf(refused);
        }
    }

    private static final class Embedder implements PassageEmbedder {
        final List<List<String>> calls = new CopyOnWriteArrayList<>();
        final Set<String> refused = new HashSet<>();
        final Set<EmbeddingSpace> gone = new HashSet<>();
        volatile int away;

        @Override
        public List<UnitVector> embed(EmbeddingSpace space, List<String> passages) {
            calls.add(passages);
            if (gone.contains(space)) {
                throw EmbeddingRefusals.away();
            }
            if (away-- > 0) {
                throw EmbeddingRefusals.away();
            }
            if (passages.stream().anyMatch(refused::contains)) {
                throw EmbeddingRefusals.refused();
            }
            return passages.stream()
                    .map(each -> UnitVector.of(new float[] {1, 0}))
                    .toList();
        }
    }

    /** Switches when asked to, once all but the refused chunks are there. */
    private final class Spaces implements EmbeddingSpaces {
        volatile EmbeddingSpace serving = OLD;
        volatile EmbeddingSpace wanted = OLD;

        @Override
        public EmbeddingSpace serving(YachtId yacht) {
            return serving;
        }

        @Override
        public EmbeddingSpace wanted(YachtId yacht) {
            return wanted;
        }

        @Override
        public boolean serve(YachtId yacht, EmbeddingSpace space, Collection<UUID> refused) {
            if (!refused.containsAll(pending.waiting(space))) {
                return false;
            }
            serving = space;
            return true;
        }
    }

    private static final class NoStore implements VectorStore {
        @Override
        public void save(JdbcClient transaction, YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> vectors) {}

        @Override
        public boolean mirrored() {
            return false;
        }

        @Override
        public int mirror(YachtId yacht, EmbeddingSpace space) {
            return 0;
        }
    }
}
