package io.celesteos.nlp.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementRecognizerTests {

    private final MeasurementRecognizer recognizer = new MeasurementRecognizer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.5 bar|4.5 bar|450000|Pa",
                "43.5psi|43.5 psi|299921.94|Pa",
                "102 °C|102 °C|375.15|K",
                "85C|85 °C|358.15|K",
                "-20 deg C|-20 °C|253.15|K",
                "212 °F|212 °F|373.15|K",
                "1,800 rpm|1800 rpm|30|Hz",
                "1,500,000 Pa|1500000 Pa|1500000|Pa",
                "2,5 bar|2.5 bar|250000|Pa",
                "1,234.5 l|1234.5 l|1.2345|m³",
                "180 l/h|180 l/h|0.00005|m³/s",
                "24V|24 V|24|V",
                "24v|24 V|24|V",
                "230 volts|230 V|230|V",
                "40 Nm|40 Nm|40|N·m",
                "40 NM|40 nm|74080|m",
                "10 µm|10 µm|0.00001|m",
                "3.2 mm/s|3.2 mm/s|0.0032|m/s",
                "12 knots|12 kn|6.173333|m/s",
                "500 h|500 h|1800000|s",
                "500 running hours|500 h|1800000|s",
                "92 %|92 %|0.92|1",
                "99kW|99 kW|99000|W",
                "2 MΩ|2 MΩ|2000000|Ω",
                "0.7 Megohm|0.7 MΩ|700000|Ω",
                "4 to 20 mA|20 mA|0.02|A",
                "10-12 bar|12 bar|1200000|Pa"
            })
    void valueUnitAndSiValueAreRead(String text, String canonical, double si, String siUnit) {
        var candidate = Readings.candidates(recognizer, text, null).getFirst();
        var measurement = (Entity.Measurement) candidate.entity().apply(Readings.anyMention());
        assertThat(candidate.canonical()).isEqualTo(canonical);
        assertThat(measurement.siValue()).isCloseTo(si, within(Math.abs(si) * 1e-5));
        assertThat(measurement.siUnit()).isEqualTo(siUnit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 a day",
                "Gen 2",
                "M944W",
                "12:30 h",
                "bar 4",
                "5 bars5",
                "3 g",
                "15W-40",
                "SPN 100",
                "v2.5bar",
                "2 barrels",
                "10 minutesx",
                "1.2.3 bar",
                "deck 2 cabin",
                "2\nbar"
            })
    void otherNumbersAreNoMeasurements(String text) {
        assertThat(Readings.by(recognizer, text)).isEmpty();
    }
}
