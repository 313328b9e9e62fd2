package io.celesteos.nlp.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntitySource;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionTaggerTests {

    private static final Set<String> CLASSES = Set.of("physical_object", "activity", "state", "process", "property");

    private static final MentionTagger TAGGER = MentionTagger.shipped(new TextEncoder(WordPieces.load()));

    @Test
    void anOrdinaryWorkOrderIsReadInItsClasses() {
        assertThat(read("replace leaking oil filter"))
                .containsExactly(
                        "replace=activity", "leaking=process", "oil filter=physical_object", "filter=physical_object");
    }

    @Test
    void whatIsFoundSaysWhereItComesFrom() {
        assertThat(TAGGER.mentions("change out starter motor")).isNotEmpty().allSatisfy(found -> {
            assertThat(found.mention().source()).isEqualTo(EntitySource.MODEL);
            assertThat(found.mention().confidence()).isBetween(MentionTagger.THRESHOLD, 1.0);
            assertThat(CLASSES).contains(found.type());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replace leaking oil filter",
                "🔥 replace 🔥🔥leaking oil filter🔥",
                "répläce leaking öil filter, now",
                "  replace\tleaking\n oil  filter  ",
                "(replace leaking oil filter.)"
            })
    void offsetsPointAtWhatIsWritten(String text) {
        for (String form : List.of(text, Normalizer.normalize(text, Normalizer.Form.NFD))) {
            List<Entity.Term> found = TAGGER.mentions(form);
            assertThat(found)
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(one -> assertThat(form.substring(
                                    one.mention().start(), one.mention().end()))
                            .isEqualTo(one.mention().text()));
            assertThat(found).extracting(one -> one.mention().canonical()).contains("leaking");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "🔥", "...", "\u0000\u0001", "\uD83D", "مضخة الزيت تسرب", "½ ﬁlter"})
    void anyTextIsRead(String text) {
        assertThat(TAGGER.mentions(text))
                .allSatisfy(one -> assertThat(text.substring(
                                one.mention().start(), one.mention().end()))
                        .isEqualTo(one.mention().text()));
    }

    @Test
    void theLongestTextAndTheLongestWordAreRead() {
        String line = "replace leaking oil filter. ";
        String longest = line.repeat(20_000 / line.length());
        assertThat(TAGGER.mentions(longest)).hasSizeGreaterThan(3 * (longest.length() / line.length()));
        assertThat(TAGGER.mentions("pump ".concat("x".repeat(19_000)))).isNotNull();
    }

    @Test
    void manyThreadsReadTheSame() {
        List<String> texts = List.of("replace leaking oil filter", "engine overheating", "fuel pump noisy");
        Set<List<List<Entity.Term>>> readings = IntStream.range(0, 200)
                .parallel()
                .mapToObj(turn -> texts.stream().map(TAGGER::mentions).toList())
                .collect(Collectors.toSet());
        assertThat(readings).hasSize(1);
    }

    private static List<String> read(String text) {
        return TAGGER.mentions(text).stream()
                .map(one -> one.mention().text() + "=" + one.type())
                .toList();
    }
}
