package io.celesteos.nlp.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapResolverTests {

    @Test
    void theLongestReadingStands() {
        assertThat(standing(
                        reading("engine", 5, 11, 0, EntitySource.YACHT),
                        reading("engine room", 5, 16, 0, EntitySource.GAZETTEER)))
                .containsExactly("engine room");
    }

    @Test
    void ofEqualLengthTheMoreSpecificThenTheMoreReliableStands() {
        assertThat(standing(
                        reading("type", 0, 5, 0, EntitySource.PATTERN),
                        reading("machine", 0, 5, 2, EntitySource.FUZZY)))
                .containsExactly("machine");
        assertThat(standing(reading("guess", 0, 5, 1, EntitySource.FUZZY), reading("own", 0, 5, 1, EntitySource.YACHT)))
                .containsExactly("own");
    }

    @Test
    void readingsThatDoNotTouchAllStandInTheOrderOfTheText() {
        assertThat(standing(
                        reading("c", 10, 12, 0, EntitySource.MODEL),
                        reading("a", 0, 5, 0, EntitySource.PATTERN),
                        reading("b", 5, 10, 0, EntitySource.PATTERN)))
                .containsExactly("a", "b", "c");
    }

    @Test
    void aShortReadingInsideALoserMayStillStand() {
        assertThat(standing(
                        reading("winner", 0, 10, 0, EntitySource.PATTERN),
                        reading("loser", 8, 16, 0, EntitySource.PATTERN),
                        reading("tail", 12, 16, 0, EntitySource.PATTERN)))
                .containsExactly("winner", "tail");
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void theOrderOfTheReadingsChangesNothingAndNothingOverlaps(long seed) {
        Random random = new Random(seed);
        List<Candidate> readings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int start = random.nextInt(100);
            readings.add(reading(
                    "r" + i,
                    start,
                    start + 1 + random.nextInt(12),
                    random.nextInt(3),
                    EntitySource.values()[random.nextInt(5)]));
        }
        List<Candidate> once = OverlapResolver.resolve(readings).standing();
        Collections.shuffle(readings, random);
        assertThat(OverlapResolver.resolve(readings).standing())
                .describedAs("seed %d", seed)
                .isEqualTo(once);
        for (int i = 1; i < once.size(); i++) {
            assertThat(once.get(i).span().start())
                    .isGreaterThanOrEqualTo(once.get(i - 1).span().end());
        }
    }

    @Test
    void confidenceIsAShare() {
        assertThatThrownBy(() -> new Candidate(
                        EntityKind.ACTIONS,
                        new Span(0, 1),
                        "a",
                        1.5,
                        EntitySource.PATTERN,
                        "r",
                        0,
                        m -> new Entity.Term(m, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> standing(Candidate... candidates) {
        return OverlapResolver.resolve(List.of(candidates)).standing().stream()
                .map(Candidate::canonical)
                .toList();
    }

    private static Candidate reading(String name, int start, int end, int detail, EntitySource source) {
        return new Candidate(
                EntityKind.EQUIPMENT,
                new Span(start, end),
                name,
                0.9,
                source,
                "rule",
                detail,
                m -> new Entity.Term(m, null));
    }
}
