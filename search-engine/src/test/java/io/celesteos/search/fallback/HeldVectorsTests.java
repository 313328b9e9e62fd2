package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fallback.FallbackEmbeddingProperties.Encoding;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorQuery;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.Float32Bytes;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldVectorsTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));
    private static final UnitVector VECTOR = UnitVector.of(new float[] {1, 0});

    private static final long LOOKS_AGAIN = Duration.ofSeconds(11).toNanos();

    /** Of the memory that the settings allow. */
    private static final long HALF = 1L << 19;

    private static final int MORE_THAN_HALF = (int) (HALF / PackedVectors.bytes(1, 2)) + 10;

    private final Stored stored = new Stored();
    private final AtomicLong nanos = new AtomicLong();
    private final FallbackEmbeddingProperties properties = Settings.at("http://localhost:1/v1", 2, Encoding.FLOAT);
    private final EmbeddingSpace space = properties.embeddingSpace();
    private final HeldVectors held = new HeldVectors(stored, space, properties, Runnable::run, nanos::get);

    @Test
    void aYachtIsReadOnceAndOnlyItsOwnVectorsAreSearched() {
        stored.add(YACHT, 1);
        stored.add(OTHER, 2);

        assertThat(nearest(YACHT).candidates())
                .extracting(each -> each.key().id())
                .containsExactly(new UUID(1, 1));
        nearest(YACHT);
        assertThat(stored.read).containsExactly(new UUID(1, 1));
        assertThat(held.bytes()).isEqualTo(PackedVectors.bytes(1, 2));
    }

    @Test
    void whatIsAddedIsSeenAtTheNextLook() {
        stored.add(YACHT, 1);
        nearest(YACHT);
        stored.add(YACHT, 2);
        assertThat(nearest(YACHT).size()).isEqualTo(1);

        lookAgain(YACHT);
        assertThat(nearest(YACHT).size()).isEqualTo(2);
    }

    @Test
    void onlyWhatChangedIsReadAgain() {
        stored.add(YACHT, 1);
        stored.add(YACHT, 2);
        stored.add(YACHT, 3);
        nearest(YACHT);
        stored.read.clear();
        stored.add(YACHT, 4);
        stored.versions.put(new UUID(1, 2), 2L);
        stored.chunks.remove(new UUID(1, 3));

        lookAgain(YACHT);

        assertThat(nearest(YACHT).candidates())
                .extracting(each -> each.key().id())
                .containsExactlyInAnyOrder(new UUID(1, 1), new UUID(1, 2), new UUID(1, 4));
        assertThat(stored.read).containsExactlyInAnyOrder(new UUID(1, 2), new UUID(1, 4));
        assertThat(held.bytes()).isEqualTo(PackedVectors.bytes(3, 2));
    }

    @Test
    void whoWasSearchedLongestAgoMakesRoomBeforeAnotherIsRead() {
        stored.fill(YACHT, MORE_THAN_HALF);
        stored.fill(OTHER, MORE_THAN_HALF);
        nearest(YACHT);
        stored.whileReading = () -> assertThat(held.bytes()).isBetween(HALF, 2 * HALF);

        assertThat(nearest(OTHER).size()).isPositive();
        assertThat(held.bytes()).isEqualTo(PackedVectors.bytes(MORE_THAN_HALF, 2));
    }

    @Test
    void whatIsBeingReadHasItsRoomAndOthersWaitForTheirs() {
        stored.fill(YACHT, MORE_THAN_HALF);
        stored.fill(OTHER, MORE_THAN_HALF);
        stored.whileReading =
                () -> assertThatThrownBy(() -> nearest(OTHER)).isInstanceOf(EmbeddingUnavailableException.class);
        assertThat(nearest(YACHT).size()).isPositive();

        stored.whileReading = () -> {};
        assertThatThrownBy(() -> nearest(OTHER)).isInstanceOf(EmbeddingUnavailableException.class);
        nanos.addAndGet(LOOKS_AGAIN);
        held.expect(OTHER, space);
        assertThat(nearest(OTHER).size()).isPositive();
        assertThat(held.bytes()).isEqualTo(PackedVectors.bytes(MORE_THAN_HALF, 2));
    }

    @Test
    void whatDoesNotFitBesideWhatItReplacesIsReadAnew() {
        stored.fill(YACHT, MORE_THAN_HALF);
        nearest(YACHT);
        stored.chunks.keySet().forEach(chunk -> stored.versions.put(chunk, 2L));

        lookAgain(YACHT);
        assertThat(held.bytes()).isZero();
        lookAgain(YACHT);
        assertThat(nearest(YACHT).size()).isPositive();
        assertThat(held.bytes()).isEqualTo(PackedVectors.bytes(MORE_THAN_HALF, 2));
    }

    @Test
    void whatDoesNotFitIsNotRead() {
        stored.more = 1_000_000;
        stored.add(YACHT, 1);

        assertThatThrownBy(() -> nearest(YACHT)).isInstanceOf(EmbeddingUnavailableException.class);
        assertThat(stored.read).isEmpty();
        assertThat(held.bytes()).isZero();
    }

    @Test
    void aDatabaseThatWasAwayIsAskedAgain() {
        stored.add(YACHT, 1);
        stored.away = true;
        assertThatThrownBy(() -> nearest(YACHT)).isInstanceOf(EmbeddingUnavailableException.class);

        stored.away = false;
        assertThatThrownBy(() -> nearest(YACHT)).isInstanceOf(EmbeddingUnavailableException.class);
        nanos.addAndGet(LOOKS_AGAIN);
        held.expect(YACHT, space);
        assertThat(nearest(YACHT).size()).isEqualTo(1);
    }

    @Test
    void whatIsHeldIsKeptWhileTheDatabaseIsAway() {
        stored.add(YACHT, 1);
        nearest(YACHT);
        stored.away = true;
        nanos.addAndGet(LOOKS_AGAIN);

        assertThat(nearest(YACHT).size()).isEqualTo(1);
        assertThat(nearest(YACHT).size()).isEqualTo(1);
    }

    @Test
    void anotherSpaceIsNotSearchedHere() {
        assertThatThrownBy(() -> held.nearest(
                        snapshot(YACHT),
                        new EmbeddingSpace("bge", "bge", 2),
                        new VectorQuery(VECTOR, SearchFilters.none(), 1, Deadline.in(Duration.ofMinutes(1)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The search that looks is answered from what was there. */
    private void lookAgain(YachtId yacht) {
        nanos.addAndGet(LOOKS_AGAIN);
        held.expect(yacht, space);
    }

    private RankedList nearest(YachtId yacht) {
        return held.nearest(
                snapshot(yacht),
                space,
                new VectorQuery(VECTOR, SearchFilters.none(), 10, Deadline.in(Duration.ofMinutes(1))));
    }

    /** Without filters only the yacht is asked for. */
    private static IndexSnapshot snapshot(YachtId yacht) {
        return (IndexSnapshot) Proxy.newProxyInstance(
                IndexSnapshot.class.getClassLoader(),
                new Class<?>[] {IndexSnapshot.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("yacht")) {
                        return yacht;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class Stored implements FallbackVectors {
        final Map<UUID, YachtId> chunks = new LinkedHashMap<>();
        final Map<UUID, Long> versions = new HashMap<>();
        final List<UUID> read = new ArrayList<>();
        Runnable whileReading = () -> {};
        int more;
        boolean away;

        void add(YachtId yacht, int number) {
            chunks.put(new UUID(yacht.value().getLeastSignificantBits(), number), yacht);
        }

        void fill(YachtId yacht, int count) {
            for (int i = 0; i < count; i++) {
                add(yacht, i);
            }
        }

        @Override
        public int count(YachtId yacht) {
            return more + of(yacht).size();
        }

        @Override
        public String edition(YachtId yacht) {
            if (away) {
                throw new IllegalStateException("away");
            }
            return of(yacht).toString() + versions;
        }

        @Override
        public void versions(YachtId yacht, Listing listing) {
            of(yacht).forEach(chunk -> listing.hear(chunk, version(chunk)));
        }

        @Override
        public void each(YachtId yacht, List<UUID> asked, Visitor visitor) {
            whileReading.run();
            read.addAll(asked);
            asked.forEach(chunk -> visitor.visit(chunk, version(chunk), Float32Bytes.of(VECTOR)));
        }

        private List<UUID> of(YachtId yacht) {
            return chunks.keySet().stream()
                    .filter(chunk -> yacht.equals(chunks.get(chunk)))
                    .toList();
        }

        private long version(UUID chunk) {
            return versions.getOrDefault(chunk, 1L);
        }
    }
}
