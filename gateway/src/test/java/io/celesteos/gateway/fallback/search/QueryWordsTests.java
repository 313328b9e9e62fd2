package io.celesteos.gateway.fallback.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryWordsTests {

    @Test
    void aCodeIsFoundHoweverItIsSpaced() {
        assertThat(QueryWords.of("Gen 2: SPN 4364 FMI 2?").joined()).contains("spn4364fmi2", "gen2");
        assertThat(QueryWords.of("SPN4364-FMI2").joined()).contains("spn4364fmi2");
        assertThat(QueryWords.of("filter 1r-0726").joined()).contains("1r0726");
    }

    @Test
    void onlyWordsWithDigitsAreCodesAndShortNumbersAreNone() {
        assertThat(QueryWords.of("impeller 1R-0726 for 3512 at 12 bar E015 since 2 days")
                        .codes())
                .containsExactly("1R-0726", "3512", "E015");
    }

    @Test
    void noWordTurnsTheQueryAround() {
        QueryWords words = QueryWords.of("port OR \"starboard\" -leak or oil");
        assertThat(words.words()).containsExactly("port", "starboard", "leak", "oil");
        assertThat(words.anyOfThem()).isEqualTo("port or starboard or leak or oil");
    }

    @Test
    void aTextWithoutWordsAsksForNothing() {
        assertThat(QueryWords.of("?? -- !").words()).isEmpty();
        assertThat(QueryWords.of("?? -- !").joined()).isEmpty();
    }

    @Test
    void aLongTextIsCut() {
        assertThat(QueryWords.of("a1b2 ".repeat(10) + "word".repeat(300)).words())
                .hasSize(2);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            many.append("w").append(i).append(' ');
        }
        assertThat(QueryWords.of(many.toString()).words()).hasSize(24);
    }
}
