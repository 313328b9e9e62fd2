package io.celesteos.nlp.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierRecognizersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMO 9074729|IMO 9074729=IMO 9074729",
                "imo9074729|imo9074729=IMO 9074729",
                "IMO no. 9074729|IMO no. 9074729=IMO 9074729",
                "IMO: 9319466|IMO: 9319466=IMO 9319466"
            })
    void imoNumbersWithTheRightCheckDigit(String text, String expected) {
        assertThat(Readings.by(new ImoNumberRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMO 9074728",
                "9074729",
                "IMO 907472",
                "IMO 90747291",
                "limo 9074729",
                "IMO Tier III",
                "IMO 9074729A"
            })
    void noImoNumbers(String text) {
        assertThat(Readings.by(new ImoNumberRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MMSI 247123456|MMSI 247123456=247123456",
                "mmsi: 247 123 456|mmsi: 247 123 456=247123456",
                "MMSI 002470123|MMSI 002470123=002470123",
                "MMSI 982471234|MMSI 982471234=982471234",
                "MMSI 970123456|MMSI 970123456=970123456",
                "MMSI 024712345|MMSI 024712345=024712345"
            })
    void mmsisWithACountry(String text, String expected) {
        assertThat(Readings.by(new MmsiRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "247123456",
                "MMSI 199123456",
                "MMSI 776123456",
                "MMSI 24712345",
                "MMSI 2471234567",
                "MMSI 001990123"
            })
    void noMmsis(String text) {
        assertThat(Readings.by(new MmsiRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GB-ABC12345A111|GB-ABC12345A111=GB-ABC12345A111",
                "HIN ABC12345D404|ABC12345D404=ABC12345D404",
                "hull number: US-XYZ1A234L920|US-XYZ1A234L920=US-XYZ1A234L920"
            })
    void hullNumbersWhoseYearsAgree(String text, String expected) {
        assertThat(Readings.by(new HullNumberRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ABC12345D404",
                "HIN ABC12345D409",
                "HIN ABC12345M404",
                "HIN ABCO2345D404",
                "HIN ABC12345D40",
                "GB-ABC12345",
                "thin ABC12345D404",
                "GB-ABC12345A1110"
            })
    void noHullNumbers(String text) {
        assertThat(Readings.by(new HullNumberRecognizer(), text)).isEmpty();
    }
}
