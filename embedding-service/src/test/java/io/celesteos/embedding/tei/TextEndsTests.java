package io.celesteos.embedding.tei;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEndsTests {

    private static Predicate<String> atMost(int units) {
        return end -> end.length() <= units;
    }

    @Test
    void whatFitsIsLeftAsItIs() {
        assertThat(TextEnds.longest(" whole text ", 1, atMost(12))).isEqualTo(" whole text ");
    }

    @Test
    void theEndBeginsAtAWord() {
        String text = "one two three ".repeat(50) + "the end";

        String end = TextEnds.longest(text, 4, atMost(100));

        assertThat(text).endsWith(end);
        assertThat(end.length()).isBetween(80, 100);
        assertThat(end).matches("(one|two|three) .* the end");
    }

    @Test
    void aTextWithoutWordsIsCutAnywhere() {
        assertThat(TextEnds.longest("x".repeat(10_000), 1, atMost(100)).length())
                .isBetween(90, 100);
    }

    @Test
    void noCharacterIsCutInHalf() {
        for (int limit = 10; limit < 20; limit++) {
            String end = TextEnds.longest("\ud83d\udca9".repeat(500), 2, atMost(limit));

            assertThat(end).isNotEmpty();
            assertThat(Character.isHighSurrogate(end.charAt(0))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theEndFitsAndLittleIsLost(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < 5_000) {
            text.append("abcdefghij", 0, 1 + random.nextInt(10)).append(' ');
        }
        int limit = 50 + random.nextInt(4_000);

        String end = TextEnds.longest(text.toString(), 1 + random.nextInt(40), atMost(limit));

        assertThat(text.toString()).endsWith(end);
        assertThat(end.length()).isBetween(limit - 25, limit);
    }

    @Test
    void rawScoresAreFiniteAndUndoTheSigmoid() {
        assertThat(TeiRank.logOdds(0.5)).isZero();
        assertThat(TeiRank.logOdds(0)).isBetween(-40.0, -30.0);
        assertThat(TeiRank.logOdds(1)).isBetween(30.0, 40.0);
        assertThat(1 / (1 + Math.exp(-TeiRank.logOdds(0.73))))
                .isCloseTo(0.73, org.assertj.core.api.Assertions.within(1e-12));
    }
}
