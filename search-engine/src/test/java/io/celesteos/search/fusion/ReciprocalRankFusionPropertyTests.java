package io.celesteos.search.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.RankedList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case is one seed, named in the failure: run it again by that number. */
class ReciprocalRankFusionPropertyTests {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCandidateIsThereOnceInFallingOrderWithinBounds(long seed) {
        Case sample = new Case(seed);

        List<FusedCandidate> fused = sample.fusion.fuse(sample.bm25, sample.vector);

        assertThat(fused).extracting(FusedCandidate::key).doesNotHaveDuplicates();
        assertThat(fused).isSortedAccordingTo((a, b) -> {
            int byScore = Double.compare(b.rrfScore(), a.rrfScore());
            return byScore != 0 ? byScore : a.key().compareTo(b.key());
        });
        assertThat(fused)
                .allSatisfy(each ->
                        assertThat(each.rrfScore()).isPositive().isLessThanOrEqualTo(sample.fusion.best(true, true)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swappingTheBranchesAndTheirWeightsChangesNothing(long seed) {
        Case sample = new Case(seed);
        var mirrored = new ReciprocalRankFusion(
                sample.k, new FusionWeights(sample.weights.vector(), sample.weights.bm25()), 1);

        assertThat(mirrored.fuse(sample.vector, sample.bm25))
                .extracting(FusedCandidate::key)
                .containsExactlyElementsOf(sample.fusion.fuse(sample.bm25, sample.vector).stream()
                        .map(FusedCandidate::key)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void risingInOneListNeverLowersAPassage(long seed) {
        Case sample = new Case(seed);
        List<Candidate> candidates = new ArrayList<>(sample.bm25.candidates());
        if (candidates.size() < 2) {
            return;
        }
        int at = 1 + sample.random.nextInt(candidates.size() - 1);
        var riser = candidates.get(at).key();
        Collections.swap(candidates, at, at - 1);

        int before = position(sample.fusion.fuse(sample.bm25, sample.vector), riser);
        int after = position(sample.fusion.fuse(new RankedList(candidates), sample.vector), riser);

        assertThat(after).isLessThanOrEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyRanksCountNotScores(long seed) {
        Case sample = new Case(seed);
        RankedList scaled = new RankedList(sample.bm25.candidates().stream()
                .map(each -> new Candidate(each.key(), each.score() * 1e6 + 3))
                .toList());

        assertThat(sample.fusion.fuse(scaled, sample.vector))
                .extracting(FusedCandidate::key, FusedCandidate::rrfScore)
                .isEqualTo(sample.fusion.fuse(sample.bm25, sample.vector).stream()
                        .map(each -> org.assertj.core.groups.Tuple.tuple(each.key(), each.rrfScore()))
                        .toList());
    }

    private static int position(List<FusedCandidate> fused, Object key) {
        return IntStream.range(0, fused.size())
                .filter(i -> fused.get(i).key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static final class Case {
        final Random random;
        final int k;
        final FusionWeights weights;
        final ReciprocalRankFusion fusion;
        final RankedList bm25;
        final RankedList vector;

        Case(long seed) {
            random = new Random(seed);
            k = 1 + random.nextInt(200);
            weights = new FusionWeights(0.01 + random.nextDouble() * 5, 0.01 + random.nextDouble() * 5);
            fusion = new ReciprocalRankFusion(k, weights, 1);
            bm25 = list();
            vector = list();
        }

        private RankedList list() {
            List<Integer> ids = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
            Collections.shuffle(ids, random);
            return ReciprocalRankFusionTests.list(ids.stream()
                    .limit(random.nextInt(30))
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
    }
}
