package io.celesteos.nlp.fuzzy;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingCorrectorTests {

    private final SpellingCorrector corrector =
            new SpellingCorrector(Readings.LEXICON.vocabulary(), Readings.ORDINARY_WORDS);

    @ParameterizedTest
    @CsvSource({
        "generater, generator",
        "genorator, generator",
        "stabillizer, stabiliser",
        "overheeting, overheating",
        "vibratoin, vibration",
        "thrustre, thruster",
        "lazarettte, lazarette",
        "watermakr, watermaker",
        "caterpiller, caterpillar"
    })
    void typosAreMended(String typo, String meant) {
        assertThat(corrector.correct(typo)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generator",
                "generate",
                "generation",
                "stock",
                "gent",
                "pmup",
                "enigneroomx",
                "spare",
                "value",
                "plane",
                "order",
                "shift",
                "clear",
                "collection",
                "operation",
                "table",
                "inspections",
                "e0471",
                "xenerator",
                "stabilise",
                "thermostat",
                "particular",
                "averylongwordthatnobodywouldtype"
            })
    void wordsThatAreRightOrShortOrFarAreLeftAlone(String word) {
        assertThat(corrector.correct(word)).isNull();
    }

    @Test
    void theNearestOfSeveralIsChosenAlwaysTheSame() {
        var small = new SpellingCorrector(Set.of("bearings", "bearing", "hearings"), Set.of());
        assertThat(small.correct("bearingg")).isEqualTo("bearing");
    }

    @ParameterizedTest
    @CsvSource({
        "leak, leak, 2, 0",
        "leak, leka, 2, 1",
        "leak, lek, 2, 1",
        "leak, leeak, 2, 1",
        "pump, ship, 2, 3",
        "abcdef, badcfe, 3, 3",
        "ab, abcdef, 3, 4",
        "ca, abc, 3, 3"
    })
    void distanceCountsEditsAndSwapsUpToTheBound(String a, String b, int bound, int distance) {
        assertThat(DamerauLevenshtein.within(a, b, bound)).isEqualTo(distance);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void distanceIsSymmetricAndTheBoundChangesNothingBelowIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String a = word(random);
            String b = word(random);
            int exact = DamerauLevenshtein.within(a, b, 20);
            assertThat(DamerauLevenshtein.within(b, a, 20))
                    .describedAs("%s %s seed %d", a, b, seed)
                    .isEqualTo(exact);
            assertThat(DamerauLevenshtein.within(a, b, 2))
                    .describedAs("%s %s seed %d", a, b, seed)
                    .isEqualTo(Math.min(exact, 3));
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            word.append("abc".charAt(random.nextInt(3)));
        }
        return word.toString();
    }
}
