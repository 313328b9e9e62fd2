package io.celesteos.nlp.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.text.Span;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceMarkupTests {

    @Test
    void spansCountInThePlainText() {
        var sentence = SentenceMarkup.read(
                "hi, [Gen 2|equipment=generator 2] no [leak|symptoms|negated]! ## search, add_to_handover", "a.txt:1");
        assertThat(sentence.text()).isEqualTo("hi, Gen 2 no leak!");
        assertThat(sentence.annotations())
                .containsExactly(
                        new Annotation(EntityKind.EQUIPMENT, new Span(4, 9), Optional.of("generator 2"), false),
                        new Annotation(EntityKind.SYMPTOMS, new Span(13, 17), Optional.empty(), true));
        assertThat(sentence.primary()).isEqualTo("search");
        assertThat(sentence.secondary()).containsExactly("add_to_handover");
        assertThat(sentence.written(sentence.annotations().getFirst())).isEqualTo("Gen 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no intent",
                "two ## search ## search",
                "twice ## search, search",
                "empty ## search,",
                "[Gen 2|equipment ## search",
                "Gen 2] ## search",
                "Gen | 2 ## search",
                "[Gen 2] ## search",
                "[Gen 2|machine] ## search",
                "[Gen 2|equipment=] ## search",
                "[leak|symptoms|denied] ## search",
                "[ leak|symptoms] ## search",
                "[|symptoms] ## search",
                "[Gen [2|equipment] ## search",
                " padded ## search"
            })
    void malformedLinesAreRefusedWithTheirPlace(String line) {
        assertThatThrownBy(() -> SentenceMarkup.read(line, "a.txt:7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a.txt:7: ");
    }
}
