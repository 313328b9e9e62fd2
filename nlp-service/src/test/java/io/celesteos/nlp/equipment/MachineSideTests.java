package io.celesteos.nlp.equipment;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sides and numbers on the right of a machine's name, and makers that stand for an engine. */
class MachineSideTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anchor windlass port slips|anchor windlass port=port windlass",
                "main engine port 2025|main engine port=port main engine",
                "underwater lights stbd aft pair|underwater lights stbd aft=starboard underwater lights",
                "generator port stabiliser|generator=generator; port stabiliser=port stabiliser",
                "pump port tanks|pump=pump",
                "Gen1 rpm unstable|Gen1=generator 1",
                "the chiller one|chiller=chiller",
                "OWS 3 way|OWS=oily water separator",
                "OWS 15 ppm|OWS=oily water separator",
                "fan 2 runs|fan 2=ventilation fan 2",
                "that fan|''",
                "valve clearance|''"
            })
    void whatFollowsANameIsReadWithIt(String text, String expected) {
        assertThat(Readings.by(new EquipmentRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CID 110 on the stbd Cat|stbd Cat=starboard main engine",
                "port cummins showing|port cummins=port main engine",
                "port Cat C32|''",
                "stbd MTU 4000|''",
                "port Cat generator|''",
                "port Grundfos|''",
                "in port, Cat|''"
            })
    void aMakerWithASideStandsForTheEngine(String text, String expected) {
        assertThat(Readings.by(new SidedMakerRecognizer(), text)).isEqualTo(expected);
    }
}
