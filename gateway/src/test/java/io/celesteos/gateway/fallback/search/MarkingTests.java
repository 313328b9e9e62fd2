package io.celesteos.gateway.fallback.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkingTests {

    @Test
    void wordsAreMarkedInTheirOtherFormsToo() {
        Marking marking = Marking.of("The engine overheated; overheating again.", List.of("overheating"));
        assertThat(marking.found()).containsExactly("overheated", "overheating");
        assertThat(marking.snippet()).contains("<mark>overheated</mark>").contains("<mark>overheating</mark>");
    }

    @Test
    void aWordWithinAnotherIsNoMatch() {
        assertThat(Marking.of("boiler", List.of("oil")).found()).isEmpty();
    }

    @Test
    void whatTheTextSaysIsEscaped() {
        Marking marking = Marking.of("<script>alert('oil')</script> oil & more", List.of("oil"));
        assertThat(marking.snippet()).doesNotContain("<script>").contains("&lt;script&gt;", "&amp;");
    }

    @Test
    void theSnippetShowsThePartThatMatchedMost() {
        String text = "nothing here. ".repeat(60) + "The impeller of the sea water pump failed. " + "end. ".repeat(60);
        Marking marking = Marking.of(text, List.of("impeller", "pump", "failed"));
        assertThat(marking.snippet())
                .contains("<mark>impeller</mark>", "<mark>pump</mark>")
                .startsWith("… ")
                .endsWith(" …");
        assertThat(marking.snippet().length()).isLessThan(400);
    }

    @Test
    void charactersOfTwoHalvesAreNotCut() {
        String text = "\uD83D\uDEA4".repeat(400);
        assertThat(Marking.of(text, List.of("oil")).snippet())
                .doesNotContainPattern("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");
    }

    @Test
    void aQueryOfSignsIsTakenLiterally() {
        assertThat(Marking.of("a.b (c", List.of("a.b", "(c")).found()).contains("a.b");
    }
}
