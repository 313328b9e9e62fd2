package io.celesteos.nlp.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsInContextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order two filters|order=order",
                "start gen 2|start=start",
                "gen 2 stopped|stopped=stop",
                "change the impeller|change=replace",
                "the filter was changed|changed=replace",
                "check the anodes|check=check",
                "clean sea chest stbd|clean=clean",
                "load test done|load test=test"
            })
    void workOnMachinesIsRead(String text, String expected) {
        assertThat(Readings.by(TermRecognizer.actions(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where is my order",
                "status of order 5512",
                "order pizza",
                "start a job",
                "black start",
                "enter start 0530",
                "change the due date",
                "change rest times",
                "check hor",
                "stock check",
                "strainer is clean",
                "remove one impeller from stock",
                "survey report",
                "crane load test certificate"
            })
    void workOnRecordsIsNot(String text) {
        assertThat(Readings.by(TermRecognizer.actions(), text)).isEmpty();
    }

    @Test
    void aMachineThatStopsByItselfShutsDown() {
        assertThat(Readings.by(new StoppedRecognizer(), "watermaker stopped on start"))
                .isEqualTo("stopped=shutdown");
        assertThat(Readings.by(new StoppedRecognizer(), "gen 2 stopped")).isEmpty();
        assertThat(Readings.by(new StoppedRecognizer(), "the rain stopped on Monday"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "high level alarm|high level=high level; alarm=alarm",
                "pump loses prime|loses prime=loss of prime",
                "alarm list|''",
                "sludge tank|''"
            })
    void symptomsAreTheShortestTermThatSaysThem(String text, String expected) {
        assertThat(Readings.by(TermRecognizer.symptoms(), text)).isEqualTo(expected);
    }
}
