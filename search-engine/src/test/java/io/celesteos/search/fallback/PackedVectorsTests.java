package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.Float32Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PackedVectorsTests {

    private static final int DIMENSIONS = 1536;
    private static final long SEED = 42;

    private final List<UnitVector> vectors = new ArrayList<>();
    private final PackedVectors packed = new PackedVectors(DIMENSIONS);

    private void fill(int count) {
        Random random = new Random(SEED);
        for (int i = 0; i < count; i++) {
            vectors.add(random(random));
            packed.add(id(i), 1, Float32Bytes.of(vectors.getLast()));
        }
    }

    @Test
    void aByteADimensionFindsWhatFloatsFind() {
        fill(2_000);
        Random random = new Random(SEED + 1);
        int agreed = 0;
        for (int turn = 0; turn < 10; turn++) {
            UnitVector query = random(random);
            List<Candidate> all = new ArrayList<>();
            for (int i = 0; i < vectors.size(); i++) {
                all.add(new Candidate(PassageKey.chunk(id(i)), query.cosine(vectors.get(i))));
            }
            List<Candidate> exact = RankedList.ranked(all).limited(10).candidates();
            List<Candidate> found = nearest(query, 10).candidates();
            agreed += (int) found.stream()
                    .filter(each -> exact.stream().anyMatch(other -> other.key().equals(each.key())))
                    .count();
            assertThat(found).hasSize(10);
            assertThat(found.getFirst().score()).isCloseTo(exact.getFirst().score(), within(2e-3));
        }
        assertThat(agreed).as("of 100").isGreaterThanOrEqualTo(95);
    }

    @Test
    void aVectorIsNearestToItself() {
        fill(50);

        Candidate best = nearest(vectors.get(7), 3).candidates().getFirst();

        assertThat(best.key()).isEqualTo(PassageKey.chunk(id(7)));
        assertThat(best.score()).isCloseTo(1, within(1e-3));
    }

    @Test
    void onlyWhatPassesIsCompared() {
        fill(50);

        RankedList found =
                packed.nearest(vectors.get(7), Set.of(id(3), id(9))::contains, 10, Deadline.in(Duration.ofMinutes(1)));

        assertThat(found.candidates()).extracting(each -> each.key().id()).containsExactlyInAnyOrder(id(3), id(9));
    }

    @Test
    void whatIsNoVectorOfTheSpaceIsLeftOut() {
        packed.add(id(1), 1, new byte[384 * 4]);
        packed.add(id(2), 1, new byte[DIMENSIONS * 4]);
        packed.add(id(3), 1, new byte[3]);

        assertThat(packed.size()).isZero();
    }

    @Test
    void whatIsRenewedKeepsTheRest() {
        fill(3);
        PackedVectors fresh = new PackedVectors(DIMENSIONS);
        fresh.add(id(1), 2, Float32Bytes.of(vectors.getFirst()));
        fresh.add(id(5), 2, Float32Bytes.of(vectors.getFirst()));

        packed.renew(fresh, new HashSet<>(Set.of(id(1), id(2))));

        assertThat(packed.chunks()).containsExactlyInAnyOrder(id(0), id(1), id(5));
        assertThat(packed.has(id(0), 1)).isTrue();
        assertThat(packed.has(id(1), 1)).isFalse();
        assertThat(packed.has(id(1), 2)).isTrue();
    }

    @Test
    void aQueryOfAnotherLengthIsNeverCompared() {
        fill(1);
        UnitVector other = UnitVector.of(new float[] {1, 2, 3});

        assertThatThrownBy(() -> nearest(other, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itStopsWhenTimeIsUp() {
        fill(600);

        assertThatThrownBy(() -> packed.nearest(vectors.getFirst(), id -> true, 1, Deadline.in(Duration.ZERO)))
                .isInstanceOf(LateSearchException.class);
    }

    private RankedList nearest(UnitVector query, int limit) {
        return packed.nearest(query, id -> true, limit, Deadline.in(Duration.ofMinutes(1)));
    }

    private static UnitVector random(Random random) {
        float[] values = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return UnitVector.of(values);
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }
}
