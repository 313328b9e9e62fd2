package io.celesteos.nlp.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnlistedPartRecognizerTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any Yanmar 119305-35151 on the shelf|119305-35151=119305-35151",
                "order Vetus STM8061|STM8061=STM8061",
                "Hamilton Jet 112245, any left|112245=112245",
                "set bin of B6123A to E4|B6123A=B6123A",
                "taking 3838852 out of the store|3838852=3838852",
                "gasket 0634 210 118 for the ZF|0634 210 118=0634 210 118",
                "what's the stock on 1R0716|1R0716=1R0716",
                "Item KX-90-221 arrived damaged|KX-90-221=KX-90-221"
            })
    void numbersOfOtherShapesAreReadWhereStoresAreMeant(String text, String expected) {
        assertThat(Readings.by(new UnlistedPartRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order no 1R0750 is from the office",
                "PO 4471 ordered",
                "PR-1180 filters",
                "passport X12345678 and spare keys",
                "phone 326-1641 about the order",
                "nap 1400-1530, order of the day",
                "STM8061",
                "order 20240312",
                "serial 8812345 of the pump",
                "order two filters"
            })
    void otherNumbersAreNoParts(String text) {
        assertThat(Readings.by(new UnlistedPartRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1R-O726", "IR-0726", "1r-o7z6 IR-O726"})
    void numbersMisreadAreThoseOfTheInventory(String text) {
        var found = Readings.candidates(new MisreadPartRecognizer(), text, Yachts.yacht());
        assertThat(found).singleElement().satisfies(candidate -> {
            var part = (Entity.Part) candidate.entity().apply(Readings.anyMention());
            assertThat(part.partNumber()).isEqualTo("1R-0726");
            assertThat(part.inInventory()).isTrue();
            assertThat(part.correctedFrom()).isEqualTo(text.substring(text.lastIndexOf(' ') + 1));
        });
    }

    @Test
    void aRightNumberAStrangersOneAndAWordAreNotMisread() {
        assertThat(Readings.by(new MisreadPartRecognizer(), "1R-0726 9R-O726 OSBIL GASKET", Yachts.yacht()))
                .isEmpty();
        assertThat(Readings.by(new MisreadPartRecognizer(), "1R-O726")).isEmpty();
    }
}
