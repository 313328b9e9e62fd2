package io.celesteos.nlp.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.reading.Readings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates as logs shorten them and crews say them. Read on Friday 20 June 2025, ten o'clock in Monaco (+02:00). */
class ShortenedDatesTests {

    private final TemporalRecognizer recognizer = new TemporalRecognizer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yday|2025-06-19",
                "tmrw|2025-06-21",
                "2moro|2025-06-21",
                "last nite|2025-06-19",
                "this pm|2025-06-20",
                "yesterday pm|2025-06-19",
                "10d ago|2025-06-10",
                "2 wks ago|2025-06-06",
                "2-3 days ago|2025-06-18",
                "a couple of days ago|2025-06-18",
                "3 nights ago|2025-06-17",
                "coming Friday|2025-06-27",
                "Friday next week|2025-06-27",
                "next week Monday|2025-06-23",
                "Monday week|2025-06-30",
                "a week from Monday|2025-06-30",
                "3 weeks from tomorrow|2025-07-12",
                "21-NOV-24|2024-11-21",
                "21.XI.2024|2024-11-21",
                "20241121|2024-11-21",
                "Nov-15|2024-11-15",
                "19/11|2024-11-19",
                "15th of next month|2025-07-15",
                "Xmas|2025-12-25",
                "New Year|2026-01-01",
                "good friday|2026-04-03",
                "boxing day|2025-12-26",
                "thanksgiving|2025-11-27"
            })
    void daysAreReadAsTheyAreWritten(String text, String day) {
        assertThat(Readings.by(recognizer, "seen " + text + " by crew")).isEqualTo(text + "=" + day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Q1 27|2027-01-01T00:00:00+01:00/2027-04-01T00:00:00+02:00",
                "H2 2024|2024-07-01T00:00:00+02:00/2025-01-01T00:00:00+01:00",
                "first quarter|2025-01-01T00:00:00+01:00/2025-04-01T00:00:00+02:00",
                "end of year|2025-10-02T00:00:00+02:00/2026-01-01T00:00:00+01:00",
                "month-end|2025-06-24T00:00:00+02:00/2025-07-01T00:00:00+02:00",
                "eom|2025-06-24T00:00:00+02:00/2025-07-01T00:00:00+02:00",
                "early next week|2025-06-23T00:00:00+02:00/2025-06-25T00:00:00+02:00",
                "late last month|2025-05-25T00:00:00+02:00/2025-06-01T00:00:00+02:00",
                "start of the season|2025-06-01T00:00:00+02:00/2025-06-22T00:00:00+02:00",
                "3rd week of January|2026-01-15T00:00:00+01:00/2026-01-22T00:00:00+01:00",
                "second half of July|2025-07-16T00:00:00+02:00/2025-08-01T00:00:00+02:00",
                "end of March 2027|2027-03-25T00:00:00+01:00/2027-04-01T00:00:00+02:00",
                "week of 9 November 2024|2024-11-04T00:00:00+01:00/2024-11-11T00:00:00+01:00",
                "w/c 16 June|2025-06-16T00:00:00+02:00/2025-06-23T00:00:00+02:00",
                "week ending 15 June|2025-06-09T00:00:00+02:00/2025-06-16T00:00:00+02:00",
                "Oct '24|2024-10-01T00:00:00+02:00/2024-11-01T00:00:00+01:00",
                "spring '24|2024-03-01T00:00:00+01:00/2024-06-01T00:00:00+02:00",
                "2024 season|2024-01-01T00:00:00+01:00/2025-01-01T00:00:00+01:00",
                "last few days|2025-06-17T00:00:00+02:00/2025-06-20T10:00:00+02:00"
            })
    void periodsAreReadAsTheyAreWritten(String text, String span) {
        assertThat(Readings.by(recognizer, "seen " + text + " by crew")).isEqualTo(text + "=" + span);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "between 1/6 and 12/6|1/6=2025-06-01; 12/6=2025-06-12",
                "trend 01.11 - 20.11|01.11=2024-11-01; 20.11=2024-11-20",
                "for the 9th, 10th and 11th|9th=2025-06-09; 10th=2025-06-10; 11th=2025-06-11"
            })
    void endsOfARangeAndDaysOfAListAreReadEach(String text, String days) {
        assertThat(Readings.by(recognizer, text)).isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "every Monday test the alarm",
                "each Friday at noon",
                "on Sundays",
                "steel 18/10",
                "24/12 V converter",
                "watch 24/7",
                "generator at 3/4 load",
                "from 3/4 inch to 1/2 inch",
                "frame 19/11",
                "12.11 V to 14.11 V",
                "position 43.12.20 N",
                "due in the next 500 hours",
                "part 20241121",
                "flow 12.05 - 14.30 bar"
            })
    void whatLooksLikeADateAndIsNoneIsLeft(String text) {
        assertThat(Readings.by(recognizer, text)).isEmpty();
    }
}
