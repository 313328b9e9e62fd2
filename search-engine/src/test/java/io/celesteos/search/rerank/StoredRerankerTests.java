package io.celesteos.search.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tokenvector.PassageTokens;
import io.celesteos.search.tokenvector.QueryTokens;
import io.celesteos.search.tokenvector.TokenEncoder;
import io.celesteos.search.tokenvector.TokenVectorStore;
import io.celesteos.search.tokenvector.TokenVectorsUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredRerankerTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1));
    private static final PassageKey RECORD = new PassageKey(HitType.PART, new UUID(0, 99));

    private final CountDownLatch never = new CountDownLatch(1);
    private final Encoder encoder = new Encoder();
    private final Store store = new Store();
    private final List<YachtId> gaps = new ArrayList<>();
    private final StoredReranker reranker = new StoredReranker(encoder, store, gaps::add, 20);

    @AfterEach
    void release() {
        never.countDown();
        reranker.close();
    }

    @Test
    void aPassageIsAsGoodAsTheBestMatchesOfTheQuerysTokens() {
        store.has(1, 0, 1);
        store.has(2, 1, 0);
        store.has(3, 1, 1);

        RerankOutcome.Scored scored = scored(score(SOON, chunk(1), chunk(2), chunk(3)));

        assertThat(scored.scores().get(chunk(2))).isCloseTo(1, org.assertj.core.data.Offset.offset(0.01));
        assertThat(scored.scores().get(chunk(1))).isCloseTo(0.5, org.assertj.core.data.Offset.offset(0.01));
        assertThat(scored.scores().get(chunk(3))).isBetween(0.8, 0.9);
        assertThat(scored.model()).isEqualTo("late-interaction:s");
        assertThat(scored.whole()).isTrue();
        assertThat(gaps).isEmpty();
    }

    @Test
    void itReadsTheYachtsOwnVectorsOfTheQuerysSpace() {
        store.has(1, 1, 0);
        score(SOON, chunk(1));

        assertThat(store.yacht).isEqualTo(YACHT);
        assertThat(store.space).isEqualTo("s");
        assertThat(store.dimensions).isEqualTo(2);
    }

    @Test
    void chunksWithoutVectorsAreLeftOutAndSomebodyIsTold() {
        store.has(1, 1, 0);

        RerankOutcome.Scored scored = scored(score(SOON, chunk(1), chunk(2)));

        assertThat(scored.scores()).containsOnlyKeys(chunk(1));
        assertThat(scored.whole()).isFalse();
        assertThat(gaps).containsExactly(YACHT);
    }

    @Test
    void withoutAnyVectorsItIsMissed() {
        assertThat(score(SOON, chunk(1), chunk(2))).isInstanceOf(RerankOutcome.Missed.class);
        assertThat(gaps).containsExactly(YACHT);
    }

    @Test
    void aChunkTheModelCannotReadIsNotMissed() {
        store.has(1, 1, 0);
        store.hasNone(2);
        RerankOutcome.Scored scored = scored(score(SOON, chunk(1), chunk(2)));
        assertThat(scored.scores()).containsOnlyKeys(chunk(1));
        assertThat(scored.whole()).isTrue();

        assertThat(score(SOON, chunk(2))).isInstanceOf(RerankOutcome.NothingToScore.class);
        assertThat(gaps).isEmpty();
    }

    @Test
    void recordsAreNotLookedFor() {
        store.has(1, 1, 0);

        assertThat(scored(score(SOON, RECORD, chunk(1))).whole()).isTrue();
        assertThat(score(SOON, RECORD)).isInstanceOf(RerankOutcome.NothingToScore.class);
        assertThat(store.asked).doesNotContain(RECORD.id());
    }

    @Test
    void aQueryThatCannotBeEncodedIsMissed() {
        encoder.failure = new TokenVectorsUnavailableException("away");
        store.has(1, 1, 0);

        assertThat(score(SOON, chunk(1))).isInstanceOf(RerankOutcome.Missed.class);
    }

    @Test
    void aQueryThatIsLateIsMissed() {
        encoder.wait = never;
        store.has(1, 1, 0);

        assertThat(score(Deadline.in(Duration.ofMillis(20)), chunk(1))).isInstanceOf(RerankOutcome.Missed.class);
    }

    @Test
    void aStoreThatIsAwayIsMissed() {
        store.failure = new IllegalStateException("away");

        assertThat(score(SOON, chunk(1))).isInstanceOf(RerankOutcome.Missed.class);
    }

    @Test
    void aStoreThatHangsIsMissed() {
        store.wait = never;

        assertThat(score(Deadline.in(Duration.ofMillis(50)), chunk(1))).isInstanceOf(RerankOutcome.Missed.class);
    }

    @Test
    void vectorsOfOtherDimensionsFailQuietly() {
        store.vectors.put(new UUID(0, 1), Optional.of(TokenVectorMatrix.quantize(new float[] {1, 0, 0}, 3)));

        assertThat(score(SOON, chunk(1))).isInstanceOf(RerankOutcome.Missed.class);
    }

    private RerankOutcome score(Deadline by, PassageKey... keys) {
        SequencedMap<PassageKey, Passage> head = new LinkedHashMap<>();
        for (PassageKey key : keys) {
            head.put(key, new Passage(key, null, null, "title", "content", Map.of(), null));
        }
        return reranker.begin(YACHT, "query").score(head, by);
    }

    private static RerankOutcome.Scored scored(RerankOutcome outcome) {
        assertThat(outcome).isInstanceOf(RerankOutcome.Scored.class);
        return (RerankOutcome.Scored) outcome;
    }

    private static PassageKey chunk(int id) {
        return PassageKey.chunk(new UUID(0, id));
    }

    /** The query is one token, along the first axis. */
    private static final class Encoder implements TokenEncoder {
        private @Nullable RuntimeException failure;
        private @Nullable CountDownLatch wait;

        @Override
        public QueryTokens query(String text) {
            hold(wait);
            if (failure != null) {
                throw failure;
            }
            return new QueryTokens("s", TokenVectorMatrix.quantize(new float[] {1, 0}, 2));
        }

        @Override
        public PassageTokens passages(List<String> texts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String space() {
            throw new UnsupportedOperationException();
        }
    }

    private static void hold(@Nullable CountDownLatch until) {
        if (until != null) {
            try {
                until.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Store implements TokenVectorStore {
        private final Map<UUID, Optional<TokenVectorMatrix>> vectors = new HashMap<>();
        private final List<UUID> asked = new ArrayList<>();
        private @Nullable RuntimeException failure;
        private @Nullable CountDownLatch wait;
        private volatile @Nullable YachtId yacht;
        private volatile @Nullable String space;
        private volatile int dimensions;

        void has(int id, float x, float y) {
            vectors.put(new UUID(0, id), Optional.of(TokenVectorMatrix.quantize(new float[] {x, y}, 2)));
        }

        void hasNone(int id) {
            vectors.put(new UUID(0, id), Optional.empty());
        }

        @Override
        public Map<UUID, Optional<TokenVectorMatrix>> read(
                YachtId yacht, String space, int dimensions, Collection<Wanted> chunks, Duration limit) {
            this.yacht = yacht;
            this.space = space;
            this.dimensions = dimensions;
            hold(wait);
            if (failure != null) {
                throw failure;
            }
            Map<UUID, Optional<TokenVectorMatrix>> found = new HashMap<>();
            for (Wanted each : chunks) {
                asked.add(each.chunk());
                Optional<TokenVectorMatrix> stored = vectors.get(each.chunk());
                if (stored != null) {
                    found.put(each.chunk(), stored);
                }
            }
            return found;
        }
    }
}
