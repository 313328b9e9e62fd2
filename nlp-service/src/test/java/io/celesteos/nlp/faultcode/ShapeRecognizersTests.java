package io.celesteos.nlp.faultcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.recognize.Recognizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makers without a table: the shape is read, {@code known} is false and nothing is claimed. */
class ShapeRecognizersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MID 128 PID 100 FMI 1|MID 128 PID 100 FMI 1=MID 128 PID 100 FMI 1",
                "PSID 12 FMI 9|PSID 12 FMI 9=PSID 12 FMI 9",
                "PPID 98/4|PPID 98/4=PPID 98 FMI 4",
                "sid254 fmi8|sid254 fmi8=SID 254 FMI 8",
                "Volvo Penta SID 254|SID 254=SID 254",
                "EDC shows PID 100|PID 100=PID 100",
                "FMI 9 on PSID 18|FMI 9 on PSID 18=PSID 18 FMI 9"
            })
    void volvoPentaCodes(String text, String expected) {
        assertThat(Readings.by(new VolvoPentaRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID 100",
                "PID controller",
                "rapid 12 FMI 3",
                "SID 12",
                "PSID",
                "PID 100 FMI 77",
                "CID 100 FMI 2",
                "acid 12 fmi 2"
            })
    void noVolvoPentaCodes(String text) {
        assertThat(Readings.by(new VolvoPentaRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "67 HI T-Coolant|67 HI T-Coolant=MTU 67",
                "201 SD T-Coolant alarm|201 SD T-Coolant=MTU 201",
                "MTU alarm 67|67=MTU 67",
                "ADEC fault code 201|201=MTU 201",
                "MTU code #067|067=MTU 67",
                "mtu 212 again|212=MTU 212",
                "MTU SD 211 lube oil|SD 211=MTU 211",
                "102 AL Cons. Counter Defect|102 AL Cons. Counter Defect=MTU 102",
                "057 LO P-Coolant ME2|057 LO P-Coolant=MTU 57",
                "093 SS T-ECU. ECU hot|093 SS T-ECU=MTU 93",
                "094 LO P-LUBE OIL ON PORT ENGINE|094 LO P-LUBE OIL=MTU 94"
            })
    void mtuAlarms(String text, String expected) {
        assertThat(Readings.by(new MtuRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm 67",
                "67 HI",
                "MTU 16V 4000",
                "MTU alarm 3 times",
                "MTU alarm 2 hours ago",
                "MTU fault 24 V",
                "MTU alarm 12:30",
                "Cat code 201",
                "67 hi there",
                "MTU code 67%"
            })
    void noMtuAlarms(String text) {
        assertThat(Readings.by(new MtuRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cummins fault code 559|559=Cummins 559",
                "QSK19 FC 1117|1117=Cummins 1117",
                "fault code 559 on the Cummins|559=Cummins 559",
                "cummins fc559 and fc2249|fc559=Cummins 559; fc2249=Cummins 2249",
                "FC-1117 on the QSM|1117=Cummins 1117",
                "Onan panel, fault 1465|1465=Cummins 1465"
            })
    void cumminsCodes(String text, String expected) {
        assertThat(Readings.by(new CumminsRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fault code 559", "Cummins 559", "Cummins code 55", "Cummins code 559-2", "MTU fault code 559"})
    void noCumminsCodes(String text) {
        assertThat(Readings.by(new CumminsRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P0217|P0217=P0217",
                "U0100 lost|U0100=U0100",
                "code B1234|B1234=B1234",
                "p1a2f dtc|p1a2f=P1A2F",
                "code P2135 on the tender|P2135=P2135",
                "reader gives P1125-3|P1125-3=P1125-3"
            })
    void obdCodes(String text, String expected) {
        assertThat(Readings.by(new ObdRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bolt B1234", "P1234", "C1234", "P021", "P02177", "P4217 code", "P02G7", "XP0217", "P0217-22"})
    void noObdCodes(String text) {
        assertThat(Readings.by(new ObdRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E047|E047=E047",
                "chiller 1 shows e-047|e-047=E047",
                "alarm A05|A05=A05",
                "trip S-11|S-11=S11",
                "F07 fault on the dryer|F07=F07",
                "display shows \"H3|H3=H3",
                "AL 12 on the panel|AL 12=AL12",
                "error code 23|23=23",
                "err 4|4=4",
                "watermaker E12|E12=E12",
                "E05 on the ice machine|E05=E05",
                "Daikin U4|U4=U4",
                "alarm E021, then E7|E021=E021; E7=E7",
                "boiler lockout E 01|E 01=E01",
                "what does error 0x1F mean|0x1F=0X1F",
                "ABB drive fault 2310|2310=2310",
                "code 1-23 on the stabiliser|1-23=1-23",
                "panel blinks OH|OH=OH"
            })
    void panelCodes(String text, String expected) {
        assertThat(Readings.by(new PanelCodeRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E10 fuel",
                "E000-23412",
                "12E047",
                "E047B",
                "A05",
                "alarm ME2",
                "fault on D13",
                "al 12",
                "alarm 2 hours",
                "error 24V",
                "fault GEN2",
                "alarm 12:30",
                "e-mail 0471",
                "deck A05 light",
                "E7018 rods",
                "breaker Q24 trips",
                "rev E02 of the plan",
                "acknowledge fault 118",
                "colour code RAL 9010",
                "order E27 for the watermaker",
                "cabin code 4455"
            })
    void noPanelCodes(String text) {
        assertThat(Readings.by(new PanelCodeRecognizer(), text)).isEmpty();
    }

    @Test
    void nothingIsClaimedAboutThem() {
        assertUnknown(new VolvoPentaRecognizer(), "PSID 12 FMI 9", "VOLVO_PENTA");
        assertUnknown(new MtuRecognizer(), "67 HI T-Coolant", "MTU");
        assertUnknown(new CumminsRecognizer(), "Cummins fault code 559", "CUMMINS");
        assertUnknown(new ObdRecognizer(), "P0217", "OBD2");
        assertUnknown(new PanelCodeRecognizer(), "E047", "PANEL");
    }

    private static void assertUnknown(Recognizer recognizer, String text, String standard) {
        var code = (Entity.FaultCode)
                Readings.candidates(recognizer, text, null).getFirst().entity().apply(Readings.anyMention());
        assertThat(code.standard()).isEqualTo(standard);
        assertThat(code.known()).isFalse();
        assertThat(code.description()).isNull();
    }
}
