package io.celesteos.nlp.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationRecognizersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in the engine room|engine room=engine room",
                "E/R and ER|E/R=engine room; ER=engine room",
                "owner’s cabin|owner’s cabin=master cabin",
                "owners cabin|owners cabin=master cabin",
                "the lazarete|lazarete=lazarette",
                "fly bridge|fly bridge=flybridge",
                "stabilizer room|stabilizer room=stabiliser space",
                "swim platform|swim platform=swim platform"
            })
    void placesAreRead(String text, String expected) {
        assertThat(Readings.by(new LocationRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"er, what", "engine. Room", "engine", "masts2", "port", "dial-in room", "cold", "sun", "abridged"
            })
    void otherWordsAreNoPlaces(String text) {
        assertThat(Readings.by(new LocationRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Engine room, lower port|Engine room, lower port=Engine room, lower port",
                "engine room lower port|engine room lower port=Engine room, lower port",
                "ER-LP|ER-LP=Engine room, lower port",
                "the SUN lights|SUN=Sun deck",
                "jacuzzi deck|jacuzzi deck=Sun deck",
                "port stabilizer space|port stabilizer space=Port stabiliser space"
            })
    void zonesAreReadByNameCodeAndAlias(String text, String expected) {
        assertThat(Readings.by(new ZoneRecognizer(), text, Yachts.yacht())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the sun shines", "WH", "wh", "ER-L", "engine room", "laz", "sundecks2"})
    void otherWordsAreNoZones(String text) {
        assertThat(Readings.by(new ZoneRecognizer(), text, Yachts.yacht())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pilothouse,WH", "lazaret,LAZ", "engine room,"})
    void aPlaceLeadsToTheZoneOfItsName(String text, String zone) {
        var location = (Entity.Location) Readings.candidates(new LocationRecognizer(), text, Yachts.yacht())
                .getFirst()
                .entity()
                .apply(Readings.anyMention());
        assertThat(location.zone()).isEqualTo(zone);
    }
}
