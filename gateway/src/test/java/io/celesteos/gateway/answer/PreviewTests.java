package io.celesteos.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.HitType;
import org.junit.jupiter.api.Test;

class PreviewTests {

    @Test
    void marksAndEscapesOfTheSnippetBecomePlainText() {
        assertThat(preview("ignored", "Clean the <mark>strainer</mark> &amp; check  ΔP\n&lt; 0.2 bar", 280))
                .isEqualTo("Clean the strainer & check ΔP < 0.2 bar");
    }

    @Test
    void withoutSnippetTheContentIsShown() {
        assertThat(preview("Plain <b>content</b>", "", 280)).isEqualTo("Plain <b>content</b>");
    }

    @Test
    void longTextIsCutBetweenWords() {
        assertThat(preview("", "one two three four five", 14)).isEqualTo("one two three…");
        assertThat(preview("", "one two three", 13)).isEqualTo("one two three");
    }

    @Test
    void aWordLongerThanThePreviewIsCutButNoCharacterIs() {
        assertThat(preview("", "x".repeat(50), 10)).isEqualTo("x".repeat(10) + "…");
        assertThat(preview("", "x".repeat(9) + "⚓⛵🚤🚤🚤", 12)).isEqualTo("x".repeat(9) + "⚓⛵…");
    }

    private static String preview(String content, String snippet, int max) {
        return Preview.of(Samples.hit(HitType.DOCUMENT_CHUNK, "t", content, snippet), max);
    }
}
