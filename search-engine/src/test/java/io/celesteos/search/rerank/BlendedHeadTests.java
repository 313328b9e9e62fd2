package io.celesteos.search.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusedCandidate.Place;
import io.celesteos.search.rerank.BlendedHead.Weights;
import io.celesteos.search.retrieval.PassageKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendedHeadTests {

    @Test
    void bothAreScaledToTheirRangeAndMixed() {
        SequencedMap<PassageKey, Double> order =
                BlendedHead.of(head(1.0, 0.5, 0.0), Map.of(key(0), 0.7, key(1), 0.9, key(2), 0.8), rerank(0.5));

        assertThat(order.keySet()).containsExactly(key(1), key(0), key(2));
        assertThat(order.get(key(1))).isCloseTo(0.75, within(1e-9));
        assertThat(order.get(key(0))).isCloseTo(0.5, within(1e-9));
        assertThat(order.get(key(2))).isCloseTo(0.25, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1})
    void scoresThatAreAllEqualMoveNothing(double weight) {
        SequencedMap<PassageKey, Double> order =
                BlendedHead.of(head(4, 3, 2, 1), Map.of(key(0), 0.6, key(1), 0.6, key(3), 0.6), rerank(weight));

        assertThat(order.keySet()).containsExactly(key(0), key(1), key(2), key(3));
        assertThat(order.get(key(1))).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void differencesAsSmallAsRoundingMoveNothingFarApart() {
        SequencedMap<PassageKey, Double> order =
                BlendedHead.of(head(3, 2, 1), Map.of(key(0), 0.60000, key(1), 0.60005, key(2), 0.6001), rerank(0.5));

        assertThat(order.keySet()).containsExactly(key(0), key(1), key(2));
    }

    @Test
    void tiesAreBrokenById() {
        List<FusedCandidate> head =
                List.of(new FusedCandidate(key(7), null, null, 0, 1.0), new FusedCandidate(key(5), null, null, 0, 0.0));

        // Each first in one and last in the other.
        assertThat(BlendedHead.of(head, Map.of(key(7), 0.0, key(5), 1.0), rerank(0.5))
                        .keySet())
                .containsExactly(key(5), key(7));
    }

    @Test
    void whatWasNotScoredKeepsItsRank() {
        PassageKey record = new PassageKey(HitType.PART, new UUID(0, 9));
        List<FusedCandidate> head = new ArrayList<>(head(5, 4, 3, 2));
        head.add(1, new FusedCandidate(record, null, null, 0, 4.5));

        SequencedMap<PassageKey, Double> order =
                BlendedHead.of(head, Map.of(key(0), 0.1, key(1), 0.2, key(2), 0.3, key(3), 0.9), rerank(1));

        assertThat(order.keySet()).containsExactly(key(3), record, key(2), key(1), key(0));
        assertThat(List.copyOf(order.values())).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void oneAloneIsTheBest() {
        assertThat(BlendedHead.of(head(0.3), Map.of(key(0), 0.2), rerank(0.5))).containsExactly(Map.entry(key(0), 1.0));
        assertThat(BlendedHead.of(head(0.3), Map.of(), rerank(0.5))).containsExactly(Map.entry(key(0), 1.0));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyHeadIsAPermutationWithFallingScores(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            double[] fused = random.doubles(random.nextInt(1, 25)).sorted().toArray();
            List<FusedCandidate> head = new ArrayList<>();
            Map<PassageKey, Double> rerank = new HashMap<>();
            for (int i = 0; i < fused.length; i++) {
                head.add(new FusedCandidate(key(i), null, null, 0, fused[fused.length - 1 - i]));
                if (random.nextInt(4) > 0) {
                    rerank.put(key(i), random.nextDouble());
                }
            }
            SequencedMap<PassageKey, Double> order = BlendedHead.of(head, rerank, rerank(random.nextDouble()));

            assertThat(order.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            head.stream().map(FusedCandidate::key).toList());
            assertThat(List.copyOf(order.values()))
                    .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0))
                    .isSortedAccordingTo(Comparator.reverseOrder());
            List<PassageKey> placed = List.copyOf(order.keySet());
            for (int i = 0; i < head.size(); i++) {
                if (!rerank.containsKey(key(i))) {
                    assertThat(placed.get(i)).isEqualTo(key(i));
                }
            }
        }
    }

    @Test
    void aClearLexicalWinIsWorthMoreThanItsRank() {
        List<FusedCandidate> head = List.of(
                found(key(0), 1.0, 10),
                found(key(1), 0.9, 40),
                new FusedCandidate(key(2), null, new Place(1, 0.8), 0, 0.8));
        Map<PassageKey, Double> equal = Map.of(key(0), 0.5, key(1), 0.5, key(2), 0.5);

        assertThat(BlendedHead.of(head, equal, new Weights(0.4, 0, 0)).keySet())
                .containsExactly(key(0), key(1), key(2));
        assertThat(BlendedHead.of(head, equal, new Weights(0.4, 0.6, 0)).keySet())
                .containsExactly(key(1), key(0), key(2));
    }

    @Test
    void aRecordIsJudgedByItsLexicalScoreInPlaceOfTheMissingOne() {
        PassageKey part = new PassageKey(HitType.PART, new UUID(0, 9));
        List<FusedCandidate> head = List.of(found(key(0), 1.0, 10), found(key(1), 0.9, 9), found(part, 0.8, 20));
        Map<PassageKey, Double> rerank = Map.of(key(0), 0.5, key(1), 0.6);

        assertThat(BlendedHead.of(head, rerank, new Weights(0.4, 0.6, 1)).keySet())
                .containsExactly(part, key(1), key(0));
        assertThat(BlendedHead.of(head, rerank, new Weights(0.9, 0.6, 0)).keySet())
                .containsExactly(key(1), key(0), part);
    }

    private static FusedCandidate found(PassageKey key, double fused, double bm25) {
        return new FusedCandidate(key, new Place(1, bm25), null, 0, fused);
    }

    private static Weights rerank(double weight) {
        return new Weights(weight, 0.5, 0.7);
    }

    private static List<FusedCandidate> head(double... fused) {
        List<FusedCandidate> head = new ArrayList<>();
        for (double score : fused) {
            head.add(new FusedCandidate(key(head.size()), null, null, 0, score));
        }
        return head;
    }

    private static PassageKey key(int id) {
        return PassageKey.chunk(new UUID(0, id));
    }
}
