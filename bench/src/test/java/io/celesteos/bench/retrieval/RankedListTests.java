package io.celesteos.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.bench.retrieval.RankedList.Entry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankedListTests {

    private static RankedList list(int... passages) {
        return new RankedList(IntStream.range(0, passages.length)
                .mapToObj(i -> new Entry(passages[i], 10 - i))
                .toList());
    }

    @Test
    void fusionSumsReciprocalRanks() {
        List<Entry> fused =
                RankedList.fused(60, List.of(list(7, 8), list(8, 9))).entries();

        assertThat(fused).extracting(Entry::passage).containsExactly(8, 7, 9);
        assertThat(fused.get(0).score()).isCloseTo(1.0 / 62 + 1.0 / 61, within(1e-15));
        assertThat(fused.get(1).score()).isCloseTo(1.0 / 61, within(1e-15));
        assertThat(fused.get(2).score()).isCloseTo(1.0 / 62, within(1e-15));
    }

    @Test
    void onlyTheFirstAreReordered() {
        RankedList reordered = list(1, 2, 3, 4).reordered(3, entry -> entry.passage());

        assertThat(reordered.entries()).extracting(Entry::passage).containsExactly(3, 2, 1, 4);
        assertThat(list(5).reordered(20, entry -> 0).entries())
                .extracting(Entry::passage)
                .containsExactly(5);
    }

    @Test
    void blendingScalesBothSides() {
        assertThat(Blending.blend(new double[] {3, 1, 2}, new double[] {0.6, 0.9, 0.8}, 0.25))
                .containsExactly(new double[] {0.75, 0.25, 0.375 + 0.25 * 2 / 3}, within(1e-12));
        assertThat(Blending.blend(new double[] {1, 1}, new double[] {2, 4}, 0.5))
                .containsExactly(0.25, 0.75);
    }
}
