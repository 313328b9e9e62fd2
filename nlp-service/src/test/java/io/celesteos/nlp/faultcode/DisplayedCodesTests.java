package io.celesteos.nlp.faultcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes as appliances, drives and small displays write them, and what has their shape and is none. */
class DisplayedCodesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Liebherr freezer F1 probe|F1=F1",
                "dishwasher E:15 base pan|E:15=E15",
                "Sub-Zero fridge EC 40|EC 40=EC40",
                "control head shows EC 12|EC 12=EC12",
                "heater blinking F 02|F 02=F02",
                "Siemens drive F30002 and A05000|F30002=F30002; A05000=A05000",
                "VFD warning A7C1|A7C1=A7C1",
                "alarm 7.3 on the separator|7.3=7.3",
                "fault code 2.31|2.31=2.31",
                "lamp blinks 6-4|6-4=6-4",
                "MIL blink 41|41=41",
                "stab hmi A204 fin|A204=A204",
                "passerelle Er 15, ram|Er 15=ER15",
                "ALM 33 steering|ALM 33=ALM33",
                "AC unit displays HPF|HPF=HPF"
            })
    void codesOfDisplays(String text, String expected) {
        assertThat(Readings.by(new PanelCodeRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yamaha F300 outboard",
                "error 5 degrees on the rudder",
                "error 2 mm in the alignment",
                "alarm 0.5 bar low",
                "boiler err",
                "ER 2 is hot",
                "display shows GPS",
                "blinks 2-3 times",
                "order 4 of F30002 for the drive",
                "pump P1 and fan F2"
            })
    void noCodesOfDisplays(String text) {
        assertThat(Readings.by(new PanelCodeRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P0093/1 rail|P0093/1=P0093/1",
                "P2135 at speed|P2135=P2135",
                "need seal P2135|''",
                "C1201 filter|''"
            })
    void codesOfOnBoardDiagnosis(String text, String expected) {
        assertThat(Readings.by(new ObdRecognizer(), text)).isEqualTo(expected);
    }
}
