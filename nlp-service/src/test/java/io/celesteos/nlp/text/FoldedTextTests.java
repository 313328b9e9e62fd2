package io.celesteos.nlp.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Böning|boning",
                "WÄRTSILÄ|wartsila",
                "Ｇｅｎ　２|gen 2",
                "20 ℃|20 °c",
                "4 µm|4 μm",
                "m²|m2",
                "Hi-Fog™|hi-fog",
                "ﬁlter|filter",
                "won’t|won't",
                "a–b−c|a-b-c",
                "½|1/2",
                "٣|3",
                "Ørsted|orsted",
                "zero\u200Bwidth|zerowidth"
            })
    void spellingsOfOneWordFoldToOneForm(String written, String folded) {
        assertThat(FoldedText.of(written).folded()).isEqualTo(folded);
        assertThat(FoldedText.of(Normalizer.normalize(written, Normalizer.Form.NFD))
                        .folded())
                .isEqualTo(folded);
    }

    @Test
    void offsetsLeadBackToTheOriginalPastEmojiAndCombiningMarks() {
        String original = "😀 Bo\u0308ning leak";
        FoldedText text = FoldedText.of(original);
        int at = text.folded().indexOf("boning");
        var span = new Span(at, at + 6);
        assertThat(text.originalStart(span)).isEqualTo(3);
        assertThat(text.originalEnd(span)).isEqualTo(10);
        assertThat(text.written(span)).isEqualTo("Bo\u0308ning");
    }

    @Test
    void aTrailingMarkBelongsToItsLetter() {
        FoldedText text = FoldedText.of("cafe\u0301 au lait");
        assertThat(text.written(new Span(0, 4))).isEqualTo("cafe\u0301");
    }

    @Test
    void anExpandedSignMapsToTheOneThatWasWritten() {
        FoldedText text = FoldedText.of("aﬃx");
        assertThat(text.folded()).isEqualTo("affix");
        assertThat(text.written(new Span(1, 4))).isEqualTo("ﬃ");
    }

    @Test
    void halfASurrogatePairIsNoText() {
        FoldedText text = FoldedText.of("a\uD83Db");
        assertThat(text.folded()).isEqualTo("a" + FoldedText.OTHER + "b");
    }

    @Test
    void aSpanHoldsAtLeastOneUnit() {
        assertThatThrownBy(() -> new Span(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Span(1, 4).overlaps(new Span(4, 6))).isFalse();
        assertThat(new Span(1, 4).overlaps(new Span(3, 6))).isTrue();
        assertThat(new Span(1, 4).contains(new Span(1, 4))).isTrue();
    }
}
