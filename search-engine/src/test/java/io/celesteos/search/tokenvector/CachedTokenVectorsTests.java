package io.celesteos.search.tokenvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tokenvector.TokenVectorStore.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CachedTokenVectorsTests {

    private static final YachtId ONE = new YachtId(new UUID(0, 1));
    private static final YachtId OTHER = new YachtId(new UUID(0, 2));
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Stored stored = new Stored();
    private TokenVectorStore cached = cached(DataSize.ofMegabytes(1));

    @Test
    void whatWasReadOnceIsRemembered() {
        stored.put(ONE, "s", 7);

        assertThat(read(ONE, "s", 7, 1)).isTrue();
        assertThat(read(ONE, "s", 7, 1)).isTrue();
        assertThat(stored.asked).hasSize(1);
    }

    @Test
    void itIsRememberedForOneYachtOneSpaceAndOneText() {
        stored.put(ONE, "s", 7);
        read(ONE, "s", 7, 1);

        assertThat(read(OTHER, "s", 7, 1)).isFalse();
        assertThat(read(ONE, "t", 7, 1)).isFalse();
        read(ONE, "s", 7, 2);
        assertThat(stored.asked).hasSize(4);
    }

    @Test
    void whatIsMissingIsAskedForAgain() {
        assertThat(read(ONE, "s", 7, 1)).isFalse();
        stored.put(ONE, "s", 7);

        assertThat(read(ONE, "s", 7, 1)).isTrue();
    }

    @Test
    void whatIsRememberedIsGivenWithoutTheStore() {
        stored.put(ONE, "s", 7);
        read(ONE, "s", 7, 1);
        stored.away = true;

        assertThat(cached.read(ONE, "s", 2, List.of(wanted(7, 1), wanted(8, 1)), LIMIT))
                .containsOnlyKeys(new UUID(1, 7));
        assertThatThrownBy(() -> read(ONE, "s", 8, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutMemoryEverythingIsRead() {
        cached = cached(DataSize.ofBytes(0));
        stored.put(ONE, "s", 7);

        for (int i = 0; i < 3; i++) {
            assertThat(read(ONE, "s", 7, 1)).isTrue();
        }
        assertThat(stored.asked).hasSize(3);
    }

    private TokenVectorStore cached(DataSize size) {
        return new CachedTokenVectors(stored, size, new SimpleMeterRegistry());
    }

    private boolean read(YachtId yacht, String space, int chunk, int text) {
        return cached.read(yacht, space, 2, List.of(wanted(chunk, text)), LIMIT).containsKey(new UUID(1, chunk));
    }

    private static Wanted wanted(int chunk, int text) {
        return new Wanted(new UUID(1, chunk), text);
    }

    private static final class Stored implements TokenVectorStore {
        private final Map<String, Optional<TokenVectorMatrix>> rows = new HashMap<>();
        private final List<UUID> asked = new ArrayList<>();
        private boolean away;

        void put(YachtId yacht, String space, int chunk) {
            rows.put(
                    yacht + space + new UUID(1, chunk), Optional.of(TokenVectorMatrix.quantize(new float[] {1, 0}, 2)));
        }

        @Override
        public Map<UUID, Optional<TokenVectorMatrix>> read(
                YachtId yacht, String space, int dimensions, Collection<Wanted> chunks, Duration limit) {
            if (away) {
                throw new IllegalStateException("away");
            }
            Map<UUID, Optional<TokenVectorMatrix>> found = new HashMap<>();
            for (Wanted each : chunks) {
                asked.add(each.chunk());
                Optional<TokenVectorMatrix> row = rows.get(yacht + space + each.chunk());
                if (row != null) {
                    found.put(each.chunk(), row);
                }
            }
            return found;
        }
    }
}
