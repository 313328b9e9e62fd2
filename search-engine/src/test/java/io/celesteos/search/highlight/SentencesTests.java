package io.celesteos.search.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTests {

    @Test
    void sentencesItemsRowsAndHeadingsStandAlone() {
        assertThat(of("""
                Jacket water
                Normal is 82 to 88 °C, at 2.5 bar. Alarm at 99.
                The line goes
                on here! (See E047.)
                - first item
                - second item
                1. step one
                | a | b |

                Last words"""))
                .containsExactly(
                        "Jacket water",
                        "Normal is 82 to 88 °C, at 2.5 bar.",
                        "Alarm at 99.",
                        "The line goes\non here!",
                        "(See E047.)",
                        "- first item",
                        "- second item",
                        "1. step one",
                        "| a | b |",
                        "Last words");
    }

    @Test
    void aFirstLineThatGoesOnIsNoHeading() {
        assertThat(of("The impeller of the pump\nis renewed."))
                .containsExactly("The impeller of the pump\nis renewed.");
    }

    @Test
    void nothingHasNoSentences() {
        assertThat(of("")).isEmpty();
        assertThat(of(" \n ")).isEmpty();
    }

    private static List<String> of(String content) {
        return Sentences.of(content).stream()
                .map(span -> content.substring(span.start(), span.end()))
                .toList();
    }
}
