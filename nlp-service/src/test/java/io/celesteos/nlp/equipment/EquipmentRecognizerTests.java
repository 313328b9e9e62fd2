package io.celesteos.nlp.equipment;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EquipmentRecognizerTests {

    private final EquipmentRecognizer recognizer = new EquipmentRecognizer();
    private final YachtEquipmentRecognizer own = new YachtEquipmentRecognizer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Gen 2|Gen 2=generator 2",
                "gen2 hot|gen2=generator 2",
                "Gen #2|Gen #2=generator 2",
                "Gen No. 2 hot|Gen No. 2=generator 2",
                "#2 DG|#2 DG=generator 2",
                "no. 2 DG|no. 2 DG=generator 2",
                "No 2 generator|No 2 generator=generator 2",
                "generator two|generator two=generator 2",
                "Stabiliser B|Stabiliser B=stabiliser B",
                "Stabilizer B hot|Stabilizer B=stabiliser B",
                "stabilizer b|stabilizer b=stabiliser B",
                "Port HVAC|Port HVAC=port air conditioning",
                "stbd main engine|stbd main engine=starboard main engine",
                "main engine starboard|main engine starboard=starboard main engine",
                "generator port side hot|generator port side=port generator",
                "ME2|ME2=main engine 2",
                "me2 smoking|me2=main engine 2",
                "fwd bilge pump 1|fwd bilge pump 1=forward bilge pump 1",
                "stabillizer and generater 1|stabillizer=stabiliser; generater 1=generator 1",
                "generators|generators=generator",
                "generators 1 and 2|generators 1=generator 1; 2=generator 2",
                "ME1 & 2|ME1=main engine 1; 2=main engine 2",
                "pump 1/2 hot|pump 1=pump 1; 2=pump 2",
                "pump 1 and 2 bar|pump 1=pump 1",
                "pump 1, 2 hot|pump 1=pump 1",
                "pump 1 and the other|pump 1=pump 1",
                "main engine room fan|engine room fan=ventilation fan",
                "generator port stabiliser|generator=generator; port stabiliser=port stabiliser"
            })
    void kindSideAndNumberAreRead(String text, String expected) {
        assertThat(Readings.by(recognizer, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generator 2 kW|generator=generator",
                "generator 2.5 bar|generator=generator",
                "generator 2,5 bar|generator=generator",
                "generator 12 hours|generator=generator",
                "generator 92 %|generator=generator",
                "generator 12 March|generator=generator",
                "generator 12:30|generator=generator",
                "generator 2024|generator=generator",
                "generator a bit hot|generator=generator",
                "generator. 2 leaks|generator=generator",
                "2 generator|generator=generator",
                "Gen 2nd|Gen=generator"
            })
    void numbersOfOtherThingsStayOut(String text, String expected) {
        assertThat(Readings.by(recognizer, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "me too",
                "ask me",
                "start ups",
                "st tropez",
                "generate",
                "generation",
                "general",
                "regen2x",
                "work order",
                "pumpkin",
                "we run",
                "port of Monaco",
                "ro ro ferry"
            })
    void everydayWordsAreNoMachines(String text) {
        assertThat(Readings.by(recognizer, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#2 DG|GEN-2",
                "stbd generator|GEN-2",
                "starboard main engine|ME-S",
                "stbd engine|ME-S",
                "stabilizer B|STAB-B",
                "port stabiliser|STAB-A",
                "emergency genset|GEN-3",
                "bow thruster|BT-1",
                "watermaker|WM-1",
                "stbd genertor|GEN-2"
            })
    void aNameThatFitsOneMachineIsThatMachine(String text, String code) {
        var candidate = Readings.candidates(recognizer, text, Yachts.yacht()).getFirst();
        var equipment = (Entity.Equipment) candidate.entity().apply(Readings.anyMention());
        assertThat(equipment.code()).isEqualTo(code);
        assertThat(equipment.equipmentId()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generator",
                "main engine",
                "generator 4",
                "stern thruster",
                "stabiliser C",
                "chiller 1",
                "aft generator",
                "emergency switchboard"
            })
    void aNameThatFitsNoneOrSeveralIsNobodys(String text) {
        var candidate = Readings.candidates(recognizer, text, Yachts.yacht()).getFirst();
        var equipment = (Entity.Equipment) candidate.entity().apply(Readings.anyMention());
        assertThat(equipment.code()).isNull();
        assertThat(equipment.equipmentId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DG2 hot|DG2=Generator 2",
                "dg 2|dg 2=Generator 2",
                "GEN-2|GEN-2=Generator 2",
                "stbd fin|stbd fin=Stabiliser B",
                "Stabillizer B|Stabillizer B=Stabiliser B",
                "the UPS beeps|UPS=Bridge UPS",
                "the BT is slow|BT=Bow thruster",
                "port hvac|port hvac=Port air handling unit"
            })
    void theYachtsOwnNamesAreRead(String text, String expected) {
        assertThat(Readings.by(own, text, Yachts.yacht())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"start ups", "bt not capital", "DG22", "DG2B", "xDG2", "generator 2 kW", "STAB", "DG 3", "fin"})
    void otherWordsAreNotTheYachtsNames(String text) {
        assertThat(Readings.by(own, text, Yachts.yacht())).isEmpty();
    }

    @Test
    void confidenceFollowsHowMuchIsSaid() {
        assertThat(confidence("Gen 2")).isEqualTo(0.95);
        assertThat(confidence("generator")).isEqualTo(0.85);
        assertThat(confidence("generater 2")).isLessThan(0.95);
        assertThat(Readings.candidates(recognizer, "generater 2", null)
                        .getFirst()
                        .source())
                .isEqualTo(EntitySource.FUZZY);
    }

    private double confidence(String text) {
        return Readings.candidates(recognizer, text, null).getFirst().confidence();
    }
}
