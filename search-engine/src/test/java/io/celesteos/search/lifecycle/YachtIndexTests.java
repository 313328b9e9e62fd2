package io.celesteos.search.lifecycle;

import static io.celesteos.search.lifecycle.FakeCorpus.key;
import static io.celesteos.search.lifecycle.TestIndexes.assertHolds;
import static io.celesteos.search.lifecycle.TestIndexes.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.CorpusReader.Versioned;
import io.celesteos.search.lifecycle.YachtIndex.Rebuild;
import io.celesteos.search.lifecycle.YachtIndex.Refresh;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class YachtIndexTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));

    private final FakeCorpus corpus = new FakeCorpus();
    private final YachtIndex index = new YachtIndex(YACHT, corpus, TestIndexes.inMemory(), 2);

    @AfterEach
    void close() {
        index.close(true);
    }

    @Test
    void theFirstRefreshLoadsAllInBatches() {
        corpus.put(1, "oil one").put(2, "oil two").put(3, "oil three");

        assertThat(index.loaded()).isFalse();
        assertThat(index.refresh()).isEqualTo(Refresh.LOADED);

        assertThat(index.loaded()).isTrue();
        assertThat(found(index, "oil")).containsExactly(1, 2, 3);
        assertThat(corpus.reads).extracting(Collection::size).containsExactly(2, 1);
    }

    @Test
    void anotherSpaceIsBuiltBesideTheServingIndexWhichGoesOnFollowing() {
        corpus.put(1, "oil one").put(2, "oil two");
        index.refresh();
        EmbeddingSpace before = corpus.space;
        EmbeddingSpace after = new EmbeddingSpace("two", "model two", 3);

        corpus.switchTo(after).put(3, "oil three");
        assertThat(index.refresh()).isEqualTo(Refresh.FOLLOWED);
        assertThat(found(index, "oil")).containsExactly(1, 2, 3);
        assertThat(space()).isEqualTo(before);
        assertThat(index.rebuildDue(Duration.ZERO)).isTrue();

        try (IndexSnapshot held = Objects.requireNonNull(index.acquire())) {
            assertThat(index.rebuild()).isEqualTo(Rebuild.REBUILT);
            assertThat(held.space()).isEqualTo(before);
            assertThat(held.vectors()).isEqualTo(3);
            try (IndexSnapshot now = Objects.requireNonNull(index.acquire())) {
                assertThat(now.generation()).isEqualTo(held.generation());
                assertThat(now.edition()).isNotEqualTo(held.edition());
            }
        }
        assertThat(space()).isEqualTo(after);
        assertThat(found(index, "oil")).containsExactly(1, 2, 3);
        assertThat(index.rebuildDue(Duration.ZERO)).isFalse();
    }

    @Test
    void aSwitchDuringARebuildIsNotLost() {
        corpus.put(1, "oil one").put(2, "oil two");
        index.refresh();
        EmbeddingSpace after = new EmbeddingSpace("two", "model two", 3);
        corpus.put(3, "oil three");
        corpus.beforeRead = () -> corpus.switchTo(after);

        index.rebuild();
        index.refresh();

        assertThat(index.rebuildDue(Duration.ZERO)).isTrue();
        assertThat(index.rebuild()).isEqualTo(Rebuild.REBUILT);
        assertThat(space()).isEqualTo(after);
    }

    private EmbeddingSpace space() {
        try (IndexSnapshot snapshot = Objects.requireNonNull(index.acquire())) {
            return snapshot.space();
        }
    }

    @Test
    void laterRefreshesReadOnlyWhatChangedAndCompareNothing() {
        corpus.put(1, "oil one").put(2, "oil two").put(3, "oil three");
        index.refresh();
        corpus.reads.clear();
        corpus.comparisons = 0;

        corpus.put(2, "water").put(4, "oil four").delete(1);
        assertThat(index.refresh()).isEqualTo(Refresh.FOLLOWED);

        assertThat(found(index, "oil")).containsExactly(3, 4);
        assertThat(found(index, "water")).containsExactly(2);
        assertThat(corpus.reads.stream().flatMap(Collection::stream)).containsExactlyInAnyOrder(key(1), key(2), key(4));
        assertThat(corpus.comparisons).isZero();
    }

    @Test
    void whatIsNoLongerToldIsFoundByComparing() {
        corpus.put(1, "oil one").put(2, "oil two").put(3, "oil three");
        index.refresh();
        corpus.put(2, "water").put(4, "oil four").delete(1).forgetChanges();
        corpus.reads.clear();

        assertThat(index.refresh()).isEqualTo(Refresh.FOLLOWED);

        assertHolds(index, corpus);
        assertThat(corpus.reads.stream().flatMap(Collection::stream)).containsExactlyInAnyOrder(key(1), key(2), key(4));
    }

    @Test
    void comparingWithAnotherDatabaseMeansNothing() {
        corpus.put(1, "oil one").put(2, "oil two");
        index.refresh();
        corpus.put(3, "oil").forgetChanges();
        corpus.database = "cluster/2";

        assertThat(index.refresh()).isEqualTo(Refresh.LOADED);
        assertHolds(index, corpus);
    }

    @Test
    void aRestoredBackupIsReadAnewEvenWhereItCountsPastTheIndex() {
        corpus.put(1, "oil one").put(2, "oil two");
        Map<PassageKey, Versioned> backup = new TreeMap<>(corpus.stored);
        Watermark then = corpus.watermark(YACHT);
        corpus.put(3, "secret").delete(1);
        index.refresh();

        corpus.restoreTo(backup, then);
        assertThat(index.behind(corpus.watermark(YACHT))).as("backwards").isTrue();
        corpus.put(4, "water").put(5, "water");
        assertThat(Objects.requireNonNull(index.watermark()).generation())
                .isEqualTo(corpus.watermark(YACHT).generation());
        assertThat(index.behind(corpus.watermark(YACHT)))
                .as("the same number of another history")
                .isTrue();
        corpus.put(6, "water");

        assertThat(index.refresh()).isEqualTo(Refresh.LOADED);
        assertHolds(index, corpus);
        assertThat(found(index, "secret")).isEmpty();
    }

    @Test
    void itIsBehindUntilTheStoredStateIsPublished() {
        corpus.put(1, "oil");
        assertThat(index.behind(Watermark.NONE)).isTrue();
        index.refresh();

        assertThat(index.behind(corpus.watermark(YACHT))).isFalse();
        corpus.put(2, "oil");
        assertThat(index.behind(corpus.watermark(YACHT))).isTrue();
    }

    @Test
    void aChangeDuringARefreshIsNotClaimedAsSeen() {
        corpus.put(1, "oil");
        corpus.beforeRead = () -> corpus.put(2, "oil");

        index.refresh();

        assertThat(index.behind(corpus.watermark(YACHT))).isTrue();
        index.refresh();
        assertThat(found(index, "oil")).containsExactly(1, 2);
    }

    @Test
    void aPassageThatVanishesWhileItIsReadIsNotServed() {
        corpus.put(1, "oil").put(2, "oil");
        index.refresh();
        corpus.put(2, "oil again");
        corpus.beforeRead = () -> corpus.delete(2);

        index.refresh();

        assertThat(found(index, "oil")).containsExactly(1);
    }

    @Test
    void aRefreshThatFailsHalfWayShowsNothingAndIsRepeated() {
        corpus.put(1, "oil one").put(2, "oil two").put(3, "oil three");
        index.refresh();
        corpus.delete(1).put(2, "water").put(4, "oil four").put(5, "oil five");
        corpus.reads.clear();
        corpus.failAfterReads = 1;

        assertThatThrownBy(index::refresh).hasMessage("the database went away");
        assertThat(found(index, "oil")).containsExactly(1, 2, 3);
        assertThat(index.behind(corpus.watermark(YACHT))).isTrue();

        corpus.failAfterReads = Integer.MAX_VALUE;
        index.refresh();
        assertHolds(index, corpus);
    }

    @Test
    void aFirstLoadThatFailsHalfWayServesNothingAndIsRepeated() {
        corpus.put(1, "oil one").put(2, "oil two").put(3, "oil three");
        corpus.failAfterReads = 1;
        assertThatThrownBy(index::refresh).isInstanceOf(IllegalStateException.class);
        assertThat(index.acquire()).isNull();

        corpus.failAfterReads = Integer.MAX_VALUE;
        index.refresh();
        assertHolds(index, corpus);
    }

    @Test
    void aRebuildReadsEverythingAndTakesThePlaceInOneStep() {
        corpus.put(1, "oil one").put(2, "oil two");
        index.refresh();
        corpus.put(3, "oil three");
        index.refresh();
        corpus.reads.clear();
        try (IndexSnapshot held = Objects.requireNonNull(index.acquire())) {
            // Behind the log's back, as nothing but a whole reading can notice.
            corpus.stored.remove(key(1));

            assertThat(index.rebuild()).isEqualTo(Rebuild.REBUILT);

            assertThat(found(held, "oil")).containsExactly(1, 2, 3);
            assertThat(found(index, "oil")).containsExactly(2, 3);
            assertHolds(index, corpus);
        }
    }

    @Test
    void theServingIndexGoesOnFollowingDuringARebuildAndNothingIsLostInTheSwap() {
        corpus.put(1, "oil one").put(2, "oil two");
        index.refresh();
        corpus.put(3, "oil three");
        index.refresh();
        corpus.beforeRead = () -> {
            corpus.put(4, "oil four").delete(1);
            index.refresh();
            assertThat(found(index, "oil")).containsExactly(2, 3, 4);
        };

        index.rebuild();

        assertThat(index.behind(corpus.watermark(YACHT))).isFalse();
        assertHolds(index, corpus);
    }

    @Test
    void anUnchangedYachtIsComparedAndRebuiltOnlyWhereItDiffers() {
        corpus.put(1, "oil one").put(2, "oil two");
        index.refresh();
        corpus.reads.clear();

        assertThat(index.rebuild()).isEqualTo(Rebuild.VERIFIED);
        assertThat(corpus.reads).isEmpty();

        corpus.stored.remove(key(2));
        assertThat(index.rebuild()).isEqualTo(Rebuild.REBUILT);
        assertHolds(index, corpus);
    }

    @Test
    void aRebuildThatFailsLeavesTheServingIndexAlone() {
        corpus.put(1, "oil one").put(2, "oil two");
        index.refresh();
        corpus.put(3, "oil three");
        index.refresh();
        corpus.reads.clear();
        corpus.failAfterReads = 1;

        assertThatThrownBy(index::rebuild).isInstanceOf(IllegalStateException.class);

        corpus.failAfterReads = Integer.MAX_VALUE;
        corpus.put(4, "oil four");
        index.refresh();
        assertHolds(index, corpus);
    }

    @Test
    void whatIsInUseIsNotEvictedAndWhatIsEvictedComesBack() {
        corpus.put(1, "oil");
        index.refresh();
        try (IndexSnapshot held = Objects.requireNonNull(index.acquire())) {
            assertThat(index.evict()).isFalse();
            assertThat(found(held, "oil")).containsExactly(1);
        }
        assertThat(index.evict()).isTrue();
        assertThat(index.acquire()).isNull();

        corpus.put(2, "oil");
        index.refresh();
        assertThat(found(index, "oil")).containsExactly(1, 2);
    }

    @Test
    void aShutIndexGivesNothingOutAndItsWorkEnds() {
        corpus.put(1, "oil").put(2, "oil").put(3, "oil");
        index.refresh();
        corpus.put(4, "oil").put(5, "oil").put(6, "oil");
        corpus.beforeRead = index::shut;

        assertThatThrownBy(index::refresh).isInstanceOf(CancellationException.class);
        assertThat(index.acquire()).isNull();
        assertThatThrownBy(index::refresh).isInstanceOf(CancellationException.class);
    }
}
