package io.celesteos.nlp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SideRecognizerTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stbd won't take throttle|stbd=starboard",
                "port tanks|port=port",
                "bunkers tomorrow port side, 30 m3|port side=port side",
                "toilets fwd|fwd=forward",
                "volvo port, oil pressure|port=port",
                "C32 port came up|port=port"
            })
    void sidesThatStandAloneSayWhere(String text, String expected) {
        assertThat(Readings.by(new SideRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"in port until Sunday", "heels to stbd", "port wine", "next port", "starboard wine", "usb port"})
    void harboursDirectionsAndWinesAreNoSides(String text) {
        assertThat(Readings.by(new SideRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leak in guest cabin 4|guest cabin 4=guest cabin 4",
                "stbd wing station dead|stbd wing station=starboard bridge wing",
                "gearbox, aft deck stbd|aft deck stbd=starboard aft deck",
                "fwd bilge float|fwd bilge=forward bilge",
                "bin ER-12|''",
                "engine_room_GA|''",
                "hull number 12|''"
            })
    void placesTakeTheirSideAndNumber(String text, String expected) {
        assertThat(Readings.by(new LocationRecognizer(), text)).isEqualTo(expected);
    }
}
