package io.celesteos.nlp.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordPiecesTests {

    private static final WordPieces PIECES = WordPieces.load();

    @Test
    void wordsOfOneMeaningLieCloserThanOthers() {
        assertThat(cosine("pump", "pumps")).isGreaterThan(cosine("pump", "yesterday"));
        assertThat(cosine("broken", "damaged")).isGreaterThan(cosine("broken", "bearing"));
    }

    @Test
    void unknownWordsAreMadeOfPiecesAndSignsOfNothing() {
        assertThat(PIECES.vector("stabiliserwinch")).isNotEqualTo(new float[PIECES.dimensions()]);
        assertThat(PIECES.vector("o-ring")).isNotEqualTo(PIECES.vector("oring"));
        assertThat(PIECES.vector("123-/")).isEqualTo(new float[PIECES.dimensions()]);
        assertThat(PIECES.vector("مضخة")).isEqualTo(new float[PIECES.dimensions()]);
        assertThat(PIECES.vector("x".repeat(20_000))).hasSize(PIECES.dimensions());
    }

    private static double cosine(String one, String other) {
        float[] a = PIECES.vector(one);
        float[] b = PIECES.vector(other);
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int k = 0; k < a.length; k++) {
            dot += a[k] * b[k];
            squaresA += a[k] * a[k];
            squaresB += b[k] * b[k];
        }
        return dot / Math.sqrt(squaresA * squaresB);
    }
}
