package io.celesteos.nlp.faultcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import io.celesteos.nlp.yacht.YachtContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaterpillarRecognizerTests {

    private final CaterpillarRecognizer recognizer =
            new CaterpillarRecognizer(CaterpillarTable.load(), J1939Table.load());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CID 110 FMI 3|CID 110 FMI 3=CID 110 FMI 3",
                "cid0110-03|cid0110-03=CID 110 FMI 3",
                "CID-FMI 110-3|CID-FMI 110-3=CID 110 FMI 3",
                "CID/FMI: 110/3|CID/FMI: 110/3=CID 110 FMI 3",
                "MID 36 CID 110 FMI 3|MID 36 CID 110 FMI 3=MID 36 CID 110 FMI 3",
                "CID 110|CID 110=CID 110",
                "Cat 3512C code 100-4|100-4=CID 100 FMI 4",
                "Caterpillar E361|E361=E361",
                "CAT shows E361-2|E361-2=E361-2",
                "CAT event E361 (3)|E361 (3)=E361-3",
                "EID 361|EID 361=E361"
            })
    void codesAreReadInEverySpelling(String text, String expected) {
        assertThat(Readings.by(recognizer, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E361",
                "chiller E361",
                "MTU E361",
                "Cat E047",
                "Cat E36",
                "Cat E361-23412",
                "Cat 3E361",
                "cat e-mail 361",
                "acid 110",
                "CID",
                "CID 110 FMI 40",
                "Cat 100-4",
                "Cat code 100-4-2",
                "placid 12 FMI 2",
                "Volvo Penta D13 E361"
            })
    void withoutCaterpillarOrInOtherShapesThereIsNoCode(String text) {
        assertThat(Readings.by(recognizer, text)).isEmpty();
    }

    @Test
    void theYachtsOwnEnginesTellTheMaker() {
        YachtContext yacht = Yachts.yacht();
        assertThat(Readings.by(recognizer, "E361 on stbd main engine", yacht)).isEqualTo("E361=E361");
        assertThat(Readings.by(recognizer, "E361 just now", yacht)).isEqualTo("E361=E361");
        assertThat(Readings.by(recognizer, "E361, sea water pump checked", yacht))
                .isEqualTo("E361=E361");
        assertThat(Readings.by(recognizer, "E361 on Generator 2", yacht)).isEmpty();
        assertThat(Readings.by(recognizer, "chiller E361", yacht)).isEmpty();
    }

    @Test
    void meaningsComeFromTheTableAndLevelsFromTheDisplay() {
        var event = code("CAT E361-3");
        assertThat(event.known()).isTrue();
        assertThat(event.description()).isEqualTo("High Engine Coolant Temperature");
        assertThat(event.severity()).isEqualTo("high");
        assertThat(code("CAT E361-1").severity()).isEqualTo("low");
        assertThat(code("CAT E361").severity()).isNull();

        var diagnostic = code("CID 110 FMI 3");
        assertThat(diagnostic.description())
                .isEqualTo("Engine Coolant Temperature Sensor: voltage above normal, or shorted to high source");
        assertThat(diagnostic.standard()).isEqualTo("CAT");

        var byModule = code("MID 36 CID 4 FMI 5");
        assertThat(byModule.description()).isEqualTo("Cylinder #4 Injector: Current Below Normal");
        assertThat(code("CID 99999 FMI 3").known()).isFalse();
        assertThat(code("CAT E99999").known()).isFalse();
    }

    private Entity.FaultCode code(String text) {
        return (Entity.FaultCode)
                Readings.candidates(recognizer, text, null).getFirst().entity().apply(Readings.anyMention());
    }
}
