package io.celesteos.streaming.provider.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteFinderTests {

    private static final String PASSAGE =
            "The pump has two seals. SPN 4364 means a low catalyst efficiency. Tighten the cover screws to 12 Nm."
                    + " Use new seals for the pump whenever the cover has been removed.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The torque of the cover screws is 12 Nm   | Tighten the cover screws to 12 Nm.",
                "SPN4364 is about the catalyst             | SPN 4364 means a low catalyst efficiency.",
                "There are two seals in the pump           | The pump has two seals.",
                "Something else altogether                 | The pump has two seals.",
                "''                                        | The pump has two seals.",
            })
    void theSentenceThatFitsTheClaimIsQuoted(String claim, String quote) {
        assertThat(QuoteFinder.quote(claim, PASSAGE)).isEqualTo(quote);
    }

    @Test
    void aPassageWithoutASentenceIsQuotedFromItsBeginning() {
        assertThat(QuoteFinder.quote("coolant", "## Coolant\n  system")).isNotBlank();
        assertThat(QuoteFinder.quote("coolant", "#  Coolant")).isEqualTo("# Coolant");
        assertThat(QuoteFinder.quote("coolant", "")).isEmpty();
        assertThat(QuoteFinder.quote("coolant", "x".repeat(5_000)))
                .hasSizeLessThanOrEqualTo(SentenceSplitter.MAX_LENGTH);
    }
}
