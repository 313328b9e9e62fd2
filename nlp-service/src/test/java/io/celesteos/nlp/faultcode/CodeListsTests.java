package io.celesteos.nlp.faultcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes in lists, in words, and as displays print them with words beside. */
class CodeListsTests {

    private static final J1939Table TABLE = J1939Table.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPN 651 FMI 5, SPN 652 FMI 5|SPN 651 FMI 5=SPN 651 FMI 5; SPN 652 FMI 5=SPN 652 FMI 5",
                "spn 3226/fmi 2 , spn 3216/fmi 2|spn 3226/fmi 2=SPN 3226 FMI 2; spn 3216/fmi 2=SPN 3216 FMI 2",
                "FMI 5 SPN 651|FMI 5 SPN 651=SPN 651 FMI 5",
                "is FMI 31 always so|FMI 31=FMI 31"
            })
    void eachModeGoesWithItsOwnParameter(String text, String expected) {
        assertThat(Readings.by(new J1939Recognizer(TABLE), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CID 110 FMI 3", "SPN 100 FMI 3 not FMI 4 then", "12 FMI 3", "semifmi 3"})
    void aModeIsNotReadAloneBesideAnotherNumber(String text) {
        assertThat(Readings.by(new J1939Recognizer(TABLE), text)).doesNotContain("=FMI ");
    }

    @Test
    void theOccurrenceCountIsGiven() {
        var code = (Entity.FaultCode) Readings.candidates(new J1939Recognizer(TABLE), "SPN 100 FMI 1 OC 12", null)
                .getFirst()
                .entity()
                .apply(Readings.anyMention());
        assertThat(code.occurrenceCount()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code four three six four FMI two|four three six four FMI two=SPN 4364 FMI 2",
                "SPN one hundred FMI eighteen|SPN one hundred FMI eighteen=SPN 100 FMI 18",
                "spn forty three sixty four fmi two|spn forty three sixty four fmi two=SPN 4364 FMI 2",
                "spn one hundred and ten fmi zero|spn one hundred and ten fmi zero=SPN 110 FMI 0",
                "spn three thousand two hundred twenty six fmi nine|spn three thousand two hundred twenty six fmi nine=SPN 3226 FMI 9"
            })
    void numbersInWordsAreRead(String text, String expected) {
        assertThat(Readings.by(new SpokenCodeRecognizer(TABLE), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"four engines", "one hundred hours", "two FM radios", "spn zero fmi two", "one fmi forty"})
    void otherNumbersInWordsAreNoCodes(String text) {
        assertThat(Readings.by(new SpokenCodeRecognizer(TABLE), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MTU shows 30 SS Engine Overspeed but|30 SS Engine Overspeed=MTU 30",
                "23 LO Level Coolant on ME1|23 LO Level Coolant=MTU 23",
                "gives 005 HI T-Charge Air in|005 HI T-Charge Air=MTU 5",
                "the MTU 92 SD T-Exhaust B record|92 SD T-Exhaust B=MTU 92",
                "in the MTU list for 170 SD|170 SD=MTU 170",
                "67 hi t-coolant|67 hi t-coolant=MTU 67",
                "MTU alarm numbers 201 and 202 lit|201=MTU 201; 202=MTU 202"
            })
    void displayLinesEndWithTheirMeasuringPoint(String text, String expected) {
        assertThat(Readings.by(new MtuRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MTU 2000 filters", "say 5 hi to him", "2 lo", "MTU alarm 20 times", "MTU, 12 SS 316 bolts lol"})
    void otherNumbersBesideMtuAreNoCodes(String text) {
        assertThat(Readings.by(new MtuRecognizer(), text)).doesNotContain("2000", "MTU 5", "MTU 2=", "20=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the onan stopped on code 36|36=36",
                "drive alarm 14 earth fault|14=14",
                "plant err 7, ozone|7=7",
                "fault codes 2265 and 2311|2265=2265; 2311=2311",
                "E360 on the display|E360=E360"
            })
    void panelNumbersAreRead(String text, String expected) {
        assertThat(Readings.by(new PanelCodeRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wifi code 7788",
                "door code 4711",
                "page E360",
                "alarm 3 times",
                "acknowledge fault 1123",
                "code 2 bar"
            })
    void otherNumbersAreNoPanelCodes(String text) {
        assertThat(Readings.by(new PanelCodeRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"P2146 and P0201|P2146=P2146; P0201=P0201", "obd code P2BAD|''"})
    void troubleCodesStandByEachOther(String text, String expected) {
        assertThat(Readings.by(new ObdRecognizer(), text)).isEqualTo(expected);
    }

    @Test
    void anEnginesCodeWithADashIsCaterpillarsUnlessSomethingElseIsNamed() {
        var caterpillar = new CaterpillarRecognizer(CaterpillarTable.load(), TABLE);
        assertThat(Readings.by(caterpillar, "code 1-11 on gen 1")).isEqualTo("1-11=CID 1 FMI 11");
        assertThat(Readings.by(caterpillar, "Volvo Penta code 1-11")).isEmpty();
        assertThat(Readings.by(caterpillar, "watermaker code 1-11")).isEmpty();
    }
}
