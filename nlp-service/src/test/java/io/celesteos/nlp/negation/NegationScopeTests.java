package io.celesteos.nlp.negation;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.resolve.OverlapResolver;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.vocabulary.TermRecognizer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegationScopeTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no leak|leak",
                "not overheating|overheating",
                "no sign of a leak|leak",
                "without any vibration|vibration",
                "isn't overheating|overheating",
                "never overheats|overheats",
                "free of leaks|leaks",
                "no leak or smoke|leak,smoke",
                "no leak/smoke|leak,smoke",
                "coolant leak ruled out|coolant leak",
                "leak was not found|leak",
                "no leak but vibration|leak",
                "no leak, vibration|leak",
                "no leak and vibration|leak",
                "no leak. vibration|leak",
                "no leak overheating|leak",
                "leak, not overheating|overheating"
            })
    void whatIsDeniedIsMarked(String text, String denied) {
        assertThat(denied(text)).isEqualTo(denied);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no. 2 generator overheating",
                "no 2 pump leaking",
                "not sure why it is overheating",
                "not only leaking",
                "no doubt overheating",
                "no power",
                "won't start",
                "no cooling and leaking",
                "leak, nobody hurt",
                "cause of the leak not known",
                "free cooling leak",
                "no idea but overheating",
                "overheating is not new",
                "leak; not the pump"
            })
    void whatOnlySoundsLikeADenialIsNone(String text) {
        assertThat(denied(text)).isEmpty();
    }

    private static String denied(String text) {
        var scene = Readings.scene(text);
        List<Span> spans = OverlapResolver.resolve(TermRecognizer.symptoms().recognize(scene)).standing().stream()
                .map(Candidate::span)
                .toList();
        var negation = new NegationScope(scene.source(), spans);
        return spans.stream()
                .filter(negation::denies)
                .map(scene.source()::written)
                .collect(Collectors.joining(","));
    }
}
