package io.celesteos.nlp.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.resolve.OverlapResolver;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateEdgesTests {

    private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on Wednesday|Wednesday=2025-06-18",
                "survey comes Wed|Wed=2025-06-18",
                "since the 3rd, please|3rd=2025-06-03",
                "last winter|last winter=2024-12-01T00:00:00+01:00/2025-03-01T00:00:00+01:00",
                "this spring|this spring=2025-03-01T00:00:00+01:00/2025-06-01T00:00:00+02:00",
                "exp 03/2027|03/2027=2027-03-01T00:00:00+01:00/2027-04-01T00:00:00+02:00",
                "before end of June|end of June=2025-06-24T00:00:00+02:00/2025-07-01T00:00:00+02:00",
                "HOR November|November=2024-11-01T00:00:00+01:00/2024-12-01T00:00:00+01:00",
                "faults 2024|2024=2024-01-01T00:00:00+01:00/2025-01-01T00:00:00+01:00",
                "has not come back in 30 hours|''",
                "the 2nd engineer|''",
                "may need a pump|''"
            })
    void datesOfFewWordsAreRead(String text, String expected) {
        assertThat(Readings.by(new TemporalRecognizer(), text)).isEqualTo(expected);
    }

    @Test
    void aDateThatMayBeTwoHasBothReadings() {
        Entity.Date date = only("03/04/2024", Readings.REFERENCE);
        assertThat(date.value()).isEqualTo("2024-04-03");
        assertThat(date.ambiguous()).isTrue();
        assertThat(date.readings()).containsExactly("2024-04-03", "2024-03-04");
    }

    @ParameterizedTest
    @CsvSource({"13/04/2024", "04/04/2024", "2024-04-03", "3 April 2024"})
    void aDateThatCanBeOneOnlyIsNotAmbiguous(String text) {
        assertThat(only(text, Readings.REFERENCE).ambiguous()).isNull();
    }

    /** Clocks went forward on 30 March 2025 and back on 26 October 2025: days of 23 and 25 hours. */
    @Test
    void spansKeepTheOffsetOfEachEndAcrossTheChangeOfClocks() {
        Entity.Date week = only("last week", ZonedDateTime.of(2025, 4, 2, 10, 0, 0, 0, MONACO));
        assertThat(week.startAt()).isEqualTo("2025-03-24T00:00:00+01:00");
        assertThat(week.endAt()).isEqualTo("2025-03-31T00:00:00+02:00");
        Entity.Date hours = only("last 24 hours", ZonedDateTime.of(2025, 3, 30, 10, 0, 0, 0, MONACO));
        assertThat(hours.startAt()).isEqualTo("2025-03-29T09:00:00+01:00");
        Entity.Date autumn = only("last 24 hours", ZonedDateTime.of(2025, 10, 26, 10, 0, 0, 0, MONACO));
        assertThat(autumn.startAt()).isEqualTo("2025-10-25T11:00:00+02:00");
    }

    private static Entity.Date only(String text, ZonedDateTime reference) {
        var scene = new Scene(Readings.source(text), List.of(), List.of(), null, reference);
        var found = OverlapResolver.resolve(new TemporalRecognizer().recognize(scene))
                .standing();
        assertThat(found).hasSize(1);
        return (Entity.Date) found.getFirst().entity().apply(Readings.anyMention());
    }
}
