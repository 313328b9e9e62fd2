package io.celesteos.nlp.faultcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class J1939RecognizerTests {

    private final J1939Table table = J1939Table.load();
    private final J1939Recognizer recognizer = new J1939Recognizer(table);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPN 4364 FMI 2",
                "spn 4364 fmi 2",
                "SPN4364 FMI2",
                "SPN4364/2",
                "SPN 4364/2",
                "spn-4364 fmi-2",
                "SPN:4364 FMI:2",
                "SPN: 4364, FMI: 2",
                "SPN=4364 FMI=2",
                "SPN#4364 FMI#2",
                "SPN 4364-2",
                "SPN 4364.2",
                "SPN 4364 (FMI 2",
                "SPN/FMI 4364/2",
                "SPN-FMI: 4364-2",
                "FMI 2 SPN 4364",
                "FMI 02 on SPN 4364",
                "SPN 004364 FMI 02",
                "SPNs 4364 FMI 2",
                "ＳＰＮ ４３６４ ＦＭＩ ２"
            })
    void everySpellingReadsTheSame(String text) {
        assertThat(Readings.by(recognizer, text)).isEqualTo(text + "=SPN 4364 FMI 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPN 110|SPN 110=SPN 110",
                "SPN 4364 FMI 45|SPN 4364=SPN 4364",
                "SPN 4364 FMI 2 OC 5|SPN 4364 FMI 2 OC 5=SPN 4364 FMI 2",
                "SPN 4364 FMI 2 (OC: 12) seen|SPN 4364 FMI 2 (OC: 12)=SPN 4364 FMI 2",
                "(SPN 4364 FMI 2 OC 5)|SPN 4364 FMI 2 OC 5=SPN 4364 FMI 2",
                "SPN 4364 FMI 2 and 5394 FMI 7|SPN 4364 FMI 2=SPN 4364 FMI 2; 5394 FMI 7=SPN 5394 FMI 7",
                "J1939 code 4364-2 active|4364-2=SPN 4364 FMI 2",
                "SPN list: 100/1, 110/0|100/1=SPN 100 FMI 1; 110/0=SPN 110 FMI 0",
                "SPN 97, Water In Fuel|SPN 97=SPN 97",
                "SPN 100, Engine Oil Pressure 1, FMI 18|SPN 100=SPN 100",
                "😀 SPN 168 FMI 18!|SPN 168 FMI 18=SPN 168 FMI 18"
            })
    void partsListsAndCountsAreRead(String text, String expected) {
        assertThat(Readings.by(recognizer, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4364-2 filter",
                "call 4364-2",
                "SPN",
                "SPN FMI",
                "SPN 0 FMI 2",
                "SPN 600000 FMI 2",
                "SPN 4364000 FMI 2",
                "spinning 100 fmi",
                "CSPN 100 FMI 2",
                "order 100/2",
                "12/03/2024",
                "SPN on 12/03/2024",
                "SPN since 2024-03-12",
                "part 326-1641 SPN",
                "transponder 110 FMI",
                "span 4364 2",
                "spnx 4364 fmi 2",
                "SPN list 99999-2",
                "SPN list 51:05",
                "SPN list 110-33"
            })
    void whatOnlyLooksLikeACodeIsLeftAlone(String text) {
        assertThat(Readings.by(recognizer, text)).isEmpty();
    }

    @Test
    void aCodeIsDecodedFromTheTables() {
        var code = code("SPN 4364 FMI 2 OC 5");
        assertThat(code.standard()).isEqualTo("J1939");
        assertThat(code.spn()).isEqualTo(4364);
        assertThat(code.fmi()).isEqualTo(2);
        assertThat(code.known()).isTrue();
        assertThat(code.description())
                .isEqualTo("Aftertreatment 1 SCR Conversion Efficiency: data erratic, intermittent or incorrect"
                        + " (occurrence count 5)");
    }

    @Test
    void anUnknownParameterGetsNoMeaning() {
        var code = code("SPN 524000 FMI 2");
        assertThat(code.known()).isFalse();
        assertThat(code.description()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0,high", "1,high", "16,medium", "18,medium", "15,low", "17,low"})
    void theModeGivesTheSeverityWhereItIsDefined(int fmi, String severity) {
        assertThat(code("SPN 110 FMI " + fmi).severity()).isEqualTo(severity);
        assertThat(code("SPN 110 FMI 3").severity()).isNull();
    }

    @Test
    void allParametersOfTheListAreThere() {
        assertThat(table.size()).isEqualTo(4100);
        assertThat(table.mode(31)).isPresent();
    }

    private Entity.FaultCode code(String text) {
        return (Entity.FaultCode)
                Readings.candidates(recognizer, text, null).getFirst().entity().apply(Readings.anyMention());
    }
}
