package io.celesteos.nlp.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against every way to cut a short text, weighed one by one. */
class SpanLatticeTests {

    private static final int LONGEST = 3;
    private static final List<String> LABELS = List.of(SpanWeights.OUTSIDE, "a", "b");

    private record Piece(int from, int to, int label) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void probabilitiesAreThoseOfAllCutsTogether(long seed) {
        EncodedText text = text(6);
        SpanWeights weights = random(seed, 1.0f);
        SpanScores scores = SpanScores.of(text, weights);
        var lattice = new SpanLattice(scores, weights);
        Map<Piece, Double> expected = new HashMap<>();
        double total = 0;
        for (List<Piece> cut : cuts(0, text.size())) {
            double weight = Math.exp(score(cut, scores, weights));
            total += weight;
            cut.forEach(piece -> expected.merge(piece, weight, Double::sum));
        }
        for (Map.Entry<Piece, Double> one : expected.entrySet()) {
            Piece piece = one.getKey();
            assertThat(lattice.probability(piece.from(), piece.to(), piece.label()))
                    .isCloseTo(one.getValue() / total, within(1e-6));
        }
    }

    @Test
    void longTextsAndLargeScoresStayNumbers() {
        EncodedText text = text(3_000);
        SpanWeights weights = random(5, 20.0f);
        var lattice = new SpanLattice(SpanScores.of(text, weights), weights);
        for (int at = 0; at < text.size(); at += 100) {
            double covering = 0;
            for (int from = Math.max(0, at - LONGEST + 1); from <= at; from++) {
                for (int to = at + 1; to <= Math.min(text.size(), from + LONGEST); to++) {
                    for (int label = 0; label < LABELS.size(); label++) {
                        covering += lattice.probability(from, to, label);
                    }
                }
            }
            assertThat(covering).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void transitionsAddUpToTheExpectedNumberOfPieces() {
        EncodedText text = text(6);
        SpanWeights weights = random(9, 1.0f);
        SpanScores scores = SpanScores.of(text, weights);
        var lattice = new SpanLattice(scores, weights);
        double pieces = 0;
        double transitions = 0;
        for (int from = 0; from < text.size(); from++) {
            for (int to = from + 1; to <= from + scores.longestFrom(from); to++) {
                for (int label = 0; label < LABELS.size(); label++) {
                    pieces += lattice.probability(from, to, label);
                }
            }
        }
        for (int from = 0; from <= LABELS.size(); from++) {
            for (int to = 0; to <= LABELS.size(); to++) {
                transitions += lattice.transitions(from, to);
            }
        }
        assertThat(transitions).isCloseTo(pieces + 1, within(1e-6));
    }

    private static double score(List<Piece> cut, SpanScores scores, SpanWeights weights) {
        int edge = LABELS.size();
        double sum = 0;
        int before = edge;
        for (Piece piece : cut) {
            sum += weights.transitions()[before * (edge + 1) + piece.label()]
                    + scores.score(piece.from(), piece.to(), piece.label());
            before = piece.label();
        }
        return sum + weights.transitions()[before * (edge + 1) + edge];
    }

    private static List<List<Piece>> cuts(int from, int size) {
        if (from == size) {
            return List.of(List.of());
        }
        List<List<Piece>> all = new ArrayList<>();
        for (int to = from + 1; to <= Math.min(size, from + LONGEST); to++) {
            for (List<Piece> rest : cuts(to, size)) {
                for (int label = to == from + 1 ? 0 : 1; label < LABELS.size(); label++) {
                    List<Piece> cut = new ArrayList<>();
                    cut.add(new Piece(from, to, label));
                    cut.addAll(rest);
                    all.add(cut);
                }
            }
        }
        return all;
    }

    private static EncodedText text(int words) {
        int[] hashes = new Random(11).ints(words + 2L).toArray();
        int[][] features = new int[words + 2][];
        float[][] vectors = new float[words + 2][0];
        for (int i = 0; i < features.length; i++) {
            features[i] = new int[] {hashes[i]};
        }
        return new EncodedText(hashes, features, vectors);
    }

    private static SpanWeights random(long seed, float size) {
        SpanWeights weights = SpanWeights.zeros(LABELS, LONGEST, 10, 0);
        var random = new Random(seed);
        for (float[] table : List.of(weights.sparse(), weights.transitions())) {
            for (int i = 0; i < table.length; i++) {
                table[i] = (random.nextFloat() - 0.5f) * size;
            }
        }
        return weights;
    }
}
