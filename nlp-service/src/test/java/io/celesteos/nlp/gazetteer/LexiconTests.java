package io.celesteos.nlp.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stabilizers|EQUIPMENT_TYPE:stabiliser",
                "batteries|EQUIPMENT_TYPE:battery bank",
                "pilothouse|LOCATION:bridge",
                "rolls royce|MANUFACTURER:Rolls-Royce",
                "wont start|SYMPTOM:won't start; ACTION:start",
                "descaled|ACTION:clean",
                "stock|''",
                "abc|''",
                "man overboard|MANUFACTURER:MAN"
            })
    void termsComeWithTheirCanonicalForm(String text, String expected) {
        var source = Readings.source(text);
        assertThat(Readings.LEXICON.scan(source.tokens()).stream()
                        .map(hit -> hit.value().kind() + ":" + hit.value().canonical())
                        .distinct()
                        .collect(Collectors.joining("; ")))
                .isEqualTo(expected);
    }
}
