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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldVectorsTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));
    private static final UnitVector VECTOR = UnitVector.of(new float[] {1, 0});

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
        assertThat(stored.reads).isEqualTo(1);
        assertThat(held.bytes()).isEqualTo(2 + PackedVectors.OVERHEAD);
    }

    @Test
    void whatIsAddedIsSeenAtTheNextLook() {
        stored.add(YACHT, 1);
        nearest(YACHT);
        stored.add(YACHT, 2);
        assertThat(nearest(YACHT).size()).isEqualTo(1);

        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        nearest(YACHT);
        assertThat(nearest(YACHT).size()).isEqualTo(2);
        assertThat(stored.reads).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitIsNotRead() {
        stored.more = 1_000_000;
        stored.add(YACHT, 1);

        assertThatThrownBy(() -> nearest(YACHT)).isInstanceOf(EmbeddingUnavailableException.class);
        assertThat(stored.reads).isZero();
        assertThat(held.bytes()).isZero();
    }

    @Test
    void aDatabaseThatWasAwayIsAskedAgain() {
        stored.add(YACHT, 1);
        stored.away = true;
        assertThatThrownBy(() -> nearest(YACHT)).isInstanceOf(EmbeddingUnavailableException.class);

        stored.away = false;
        assertThatThrownBy(() -> nearest(YACHT)).isInstanceOf(EmbeddingUnavailableException.class);
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        held.expect(YACHT, space);
        assertThat(nearest(YACHT).size()).isEqualTo(1);
    }

    @Test
    void whatIsHeldIsKeptWhileTheDatabaseIsAway() {
        stored.add(YACHT, 1);
        nearest(YACHT);
        stored.away = true;
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());

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
        private final Map<UUID, YachtId> chunks = new LinkedHashMap<>();
        int reads;
        int more;
        boolean away;

        void add(YachtId yacht, int number) {
            chunks.put(new UUID(1, number), yacht);
        }

        @Override
        public int count(YachtId yacht) {
            return more + (int) chunks.values().stream().filter(yacht::equals).count();
        }

        @Override
        public String edition(YachtId yacht) {
            if (away) {
                throw new IllegalStateException("away");
            }
            return Integer.toString(count(yacht));
        }

        @Override
        public void each(YachtId yacht, Visitor visitor) {
            reads++;
            chunks.forEach((chunk, of) -> {
                if (of.equals(yacht)) {
                    visitor.visit(chunk, Float32Bytes.of(VECTOR));
                }
            });
        }
    }
}
