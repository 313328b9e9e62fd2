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
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingBackfillTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final EmbeddingSpace OLD = new EmbeddingSpace("old", "old", 2);
    private static final EmbeddingSpace NEW = new EmbeddingSpace("new", "new", 3);

    private final WaitingChunks pending = new WaitingChunks();
    private final Embedder embedder = new Embedder();
    private final Spaces spaces = new Spaces();
    private EmbeddingBackfill backfill = backfill(true);

    @AfterEach
    void stop() {
        backfill.stop();
    }

    @Test
    void everyChunkGetsItsVectorBatchByBatch() {
        pending.add(5, "passage ");
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting(OLD).isEmpty() && pending.settled > 0);
        assertThat(embedder.calls).extracting(List::size).containsExactlyInAnyOrder(2, 2, 1);
    }

    @Test
    void aBatchIsSentWhileTheOneBeforeIsComputedAndNoMore() {
        pending.add(50, "passage ");
        embedder.held = new Semaphore(0);
        backfill.start();
        backfill.wake(YACHT);
        await().until(() -> embedder.calls.size() == 2);
        assertThat(pending.waiting(OLD)).hasSize(50);

        embedder.held.release();
        await().until(() -> embedder.calls.size() == 3);
        assertThat(pending.waiting(OLD)).hasSize(48);
        embedder.held.release(1_000);

        await().until(() -> pending.waiting(OLD).isEmpty());
        assertThat(embedder.mostAtOnce).hasValue(2);
    }

    @Test
    void noChunkIsSentTwiceThoughManyAreFetchedWhileOthersAreUnderWay() {
        pending.add(101, "passage ");
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting(OLD).isEmpty());
        assertThat(embedder.calls.stream().flatMap(List::stream)).hasSize(101).doesNotHaveDuplicates();
        assertThat(pending.looks).hasValueLessThan(15);
    }

    @Test
    void ofTwoYachtsNeitherWaitsForTheWholeOfTheOther() {
        pending.add(40, "passage ");
        backfill.wake(YACHT);
        backfill.wake(new YachtId(new UUID(0, 2)));
        embedder.held = new Semaphore(8);
        backfill.start();

        await().until(() -> embedder.calls.size() == 10);
        assertThat(pending.yachts).containsSequence(YACHT, new YachtId(new UUID(0, 2)), YACHT);
        embedder.held.release(1_000);
        await().until(() -> pending.waiting(OLD).isEmpty());
    }

    @Test
    void whatIsUnderWayIsGivenUpWhenItStops() {
        pending.add(4, "passage ");
        embedder.held = new Semaphore(0);
        backfill.start();
        backfill.wake(YACHT);
        await().until(() -> embedder.calls.size() == 2);

        backfill.stop();
        await().until(() -> embedder.interrupted.get() == 2);
        assertThat(pending.waiting(OLD)).hasSize(4);
    }

    @Test
    void anOutageIsWaitedForAndTheWorkGoesOn() {
        pending.add(3, "passage ");
        embedder.away.set(3);
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting(OLD).isEmpty());
        assertThat(embedder.calls).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aRefusedPassageDoesNotHoldUpTheOthersAndFailsItsJob() {
        pending.add(6, "passage ");
        embedder.refused.add("passage 2");
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting(OLD).size() == 1 && pending.refusedAtSettling.size() == 1);
        assertThat(pending.refusedAtSettling).containsExactly(new UUID(1, 2));
    }

    @Test
    void aPublicationWakesItOnlyWhenVectorsAreMissingOrItIsTheFirst() {
        pending.add(1, "passage ");
        backfill.start();
        backfill.published(YACHT, 5, 5, false);
        assertThat(backfill.isRunning()).isTrue();
        assertThat(pending.looks).hasValue(0);

        backfill.published(YACHT, 5, 4, false);
        await().until(() -> pending.waiting(OLD).isEmpty());
    }

    @Test
    void switchedOffItLeavesTheWorkToOthers() {
        backfill = backfill(false);
        pending.add(1, "passage ");
        backfill.start();
        backfill.wake(YACHT);
        backfill.stop();

        assertThat(pending.looks).hasValue(0);
        assertThat(backfill.isRunning()).isFalse();
    }

    @Test
    void whatWasStoppedGoesOnWhenItIsStartedAgain() {
        backfill.start();
        backfill.stop();
        pending.add(1, "passage ");
        backfill.wake(YACHT);
        backfill.start();

        await().until(() -> pending.waiting(OLD).isEmpty());
    }

    @Test
    void anUnexpectedFailureIsTriedAgain() {
        pending.add(1, "passage ");
        pending.broken = 2;
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting(OLD).isEmpty());
    }

    @Test
    void aWantedSpaceIsFilledAfterTheServingOneAndThenTakesItsPlace() {
        spaces.wanted = NEW;
        pending.add(5, "passage ");
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
        pending.add(3, "passage ");
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> spaces.serving.equals(NEW));
        assertThat(pending.waiting(NEW)).isEmpty();
    }

    @Test
    void onlyTheSpaceThatIsSearchedKeepsOtherWorkWaiting() {
        spaces.wanted = NEW;
        embedder.gone.add(NEW);
        pending.add(3, "passage ");
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> pending.waiting(OLD).isEmpty() && !backfill.busy());
        assertThat(pending.waiting(NEW)).hasSize(3);
    }

    @Test
    void aModelThatIsGoneKeepsNoOtherWorkWaitingWhileItsSuccessorIsFilled() {
        spaces.wanted = NEW;
        embedder.gone.add(OLD);
        embedder.held = new Semaphore(2);
        pending.add(3, "passage ");
        backfill.start();
        backfill.wake(YACHT);

        await().until(() -> embedder.calls.size() == 4 && !backfill.busy());
        embedder.held.release(1_000);
        await().until(() -> spaces.serving.equals(NEW));
    }

    @Test
    void whatTheNewModelRefusesIsNotWaitedFor() {
        spaces.wanted = NEW;
        embedder.refused.add("passage 1");
        pending.add(2, "passage ");
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

    private static final class Embedder implements PassageEmbedder {
        final List<List<String>> calls = new CopyOnWriteArrayList<>();
        final Set<String> refused = new HashSet<>();
        final Set<EmbeddingSpace> gone = new HashSet<>();
        final AtomicInteger away = new AtomicInteger();
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final AtomicInteger interrupted = new AtomicInteger();
        volatile Semaphore held = new Semaphore(Integer.MAX_VALUE);

        @Override
        public List<UnitVector> embed(EmbeddingSpace space, List<String> passages) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            calls.add(passages);
            try {
                held.acquire();
                return answer(space, passages);
            } catch (InterruptedException stop) {
                interrupted.incrementAndGet();
                Thread.currentThread().interrupt();
                throw EmbeddingRefusals.away();
            } finally {
                atOnce.decrementAndGet();
            }
        }

        private List<UnitVector> answer(EmbeddingSpace space, List<String> passages) {
            if (gone.contains(space)) {
                throw EmbeddingRefusals.away();
            }
            if (away.getAndDecrement() > 0) {
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
}
