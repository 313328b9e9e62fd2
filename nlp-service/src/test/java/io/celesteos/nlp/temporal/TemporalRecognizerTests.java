package io.celesteos.nlp.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.gazetteer.Lexicon;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.SourceText;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Read on Friday 20 June 2025, ten o'clock in Monaco (+02:00). */
class TemporalRecognizerTests {

    private final TemporalRecognizer recognizer = new TemporalRecognizer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today|2025-06-20",
                "yesterday|2025-06-19",
                "yesterday morning|2025-06-19",
                "this morning|2025-06-20",
                "last night|2025-06-19",
                "tomorrow|2025-06-21",
                "day before yesterday|2025-06-18",
                "day after tomorrow|2025-06-22",
                "3 days ago|2025-06-17",
                "a week ago|2025-06-13",
                "last monday|2025-06-16",
                "last friday|2025-06-13",
                "next friday|2025-06-27",
                "this wed|2025-06-18",
                "Tuesday|2025-06-17",
                "Monday|2025-06-16",
                "12 March 2024|2024-03-12",
                "12th of March, 2024|2024-03-12",
                "12-mar-2024|2024-03-12",
                "March 12, 2024|2024-03-12",
                "12 Mar '24|2024-03-12",
                "2024-03-12|2024-03-12",
                "2024/3/12|2024-03-12",
                "31/12/2024|2024-12-31",
                "12/31/2024|2024-12-31",
                "31.12.2024|2024-12-31",
                "31/12/24|2024-12-31",
                "12 March|2025-03-12",
                "12 Mar. 2024|2024-03-12",
                "24 December|2024-12-24",
                "29 February 2024|2024-02-29",
                "Fri 13 June|2025-06-13",
                "Monday, 16 June 2025|2025-06-16",
                "15 Mar 24|2024-03-15",
                "Wed 18/06|2025-06-18",
                "12.03.24|2024-03-12",
                "Sunday evening|2025-06-15",
                "yesterday evening|2025-06-19",
                "Christmas|2025-12-25",
                "new year's eve|2025-12-31",
                "Easter|2026-04-05"
            })
    void daysAreRead(String text, String day) {
        var date = date(text);
        assertThat(date.grain()).isEqualTo("day");
        assertThat(date.value()).isEqualTo(day);
        assertThat(date.startAt()).isNull();
        assertThat(Readings.by(recognizer, "seen " + text + " by crew")).contains(text + "=" + day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last week|week|2025-06-09T00:00:00+02:00|2025-06-16T00:00:00+02:00",
                "this month|month|2025-06-01T00:00:00+02:00|2025-07-01T00:00:00+02:00",
                "last month|month|2025-05-01T00:00:00+02:00|2025-06-01T00:00:00+02:00",
                "next week|week|2025-06-23T00:00:00+02:00|2025-06-30T00:00:00+02:00",
                "last quarter|quarter|2025-01-01T00:00:00+01:00|2025-04-01T00:00:00+02:00",
                "last year|year|2024-01-01T00:00:00+01:00|2025-01-01T00:00:00+01:00",
                "last 30 days|day|2025-05-21T00:00:00+02:00|2025-06-20T10:00:00+02:00",
                "past two weeks|day|2025-06-06T00:00:00+02:00|2025-06-20T10:00:00+02:00",
                "last 24 hours|hour|2025-06-19T10:00:00+02:00|2025-06-20T10:00:00+02:00",
                "next 7 days|day|2025-06-20T10:00:00+02:00|2025-06-28T00:00:00+02:00",
                "two months ago|month|2025-04-01T00:00:00+02:00|2025-05-01T00:00:00+02:00",
                "March 2024|month|2024-03-01T00:00:00+01:00|2024-04-01T00:00:00+02:00",
                "Q1 2024|quarter|2024-01-01T00:00:00+01:00|2024-04-01T00:00:00+02:00",
                "in 2024|year|2024-01-01T00:00:00+01:00|2025-01-01T00:00:00+01:00",
                "12 to 19 August 2024|day|2024-08-12T00:00:00+02:00|2024-08-20T00:00:00+02:00",
                "3-5 March|day|2025-03-03T00:00:00+01:00|2025-03-06T00:00:00+01:00",
                "June 3 to 9|day|2025-06-03T00:00:00+02:00|2025-06-10T00:00:00+02:00",
                "this weekend|day|2025-06-21T00:00:00+02:00|2025-06-23T00:00:00+02:00",
                "end of next week|day|2025-06-28T00:00:00+02:00|2025-06-30T00:00:00+02:00",
                "end of the month|week|2025-06-24T00:00:00+02:00|2025-07-01T00:00:00+02:00",
                "beginning of 2026|month|2026-01-01T00:00:00+01:00|2026-04-02T00:00:00+02:00",
                "early September|week|2025-09-01T00:00:00+02:00|2025-09-08T00:00:00+02:00",
                "summer 2024|season|2024-06-01T00:00:00+02:00|2024-09-01T00:00:00+02:00",
                "last 48h|hour|2025-06-18T10:00:00+02:00|2025-06-20T10:00:00+02:00",
                "for Q2|quarter|2025-04-01T00:00:00+02:00|2025-07-01T00:00:00+02:00",
                "03-2024|month|2024-03-01T00:00:00+01:00|2024-04-01T00:00:00+02:00",
                "in August|month|2024-08-01T00:00:00+02:00|2024-09-01T00:00:00+02:00"
            })
    void spansHaveTheOffsetOfTheirOwnDay(String text, String grain, String start, String end) {
        var date = date(text);
        assertThat(date.value()).isNull();
        assertThat(List.of(date.grain(), String.valueOf(date.startAt()), String.valueOf(date.endAt())))
                .containsExactly(grain, start, end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-03-12T08:30:00Z|2024-03-12T09:30:00+01:00",
                "2024-07-12 08:30|2024-07-12T08:30:00+02:00",
                "2024-07-12T08:30+05:30|2024-07-12T05:00:00+02:00",
                "2 hours ago|2025-06-20T08:00:00+02:00"
            })
    void momentsAreReadInTheYachtsZone(String text, String moment) {
        assertThat(date(text).grain()).isEqualTo("minute");
        assertThat(date(text).value()).isEqualTo(moment);
    }

    @Test
    void aDayOfTwentyThreeHoursStaysADay() {
        // Clocks went forward on 30 March 2025.
        var monday = ZonedDateTime.of(2025, 3, 31, 10, 0, 0, 0, Readings.REFERENCE.getZone());
        Scene scene = scene("last 1 day", monday);
        var date = (Entity.Date) recognizer.recognize(scene).getFirst().entity().apply(Readings.anyMention());
        assertThat(date.startAt()).isEqualTo("2025-03-30T00:00:00+01:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gen 2 may be overheating",
                "31/02/2024",
                "32 March",
                "2024-13-01",
                "99/99/2024",
                "march on",
                "SPN 4364/2",
                "1R-0726",
                "part 12-03-20245",
                "todays2",
                "on sun deck",
                "WO 2024",
                "MTU 2016",
                "0800 to 2030",
                "at 2020",
                "pump 2025 l",
                "may",
                "sat down",
                "version 1.2.3",
                "last order",
                "10.0.0.1",
                "3 days",
                "marine",
                "decks",
                "second hand",
                "2024-03-12-5",
                "firmware 4.12.2026",
                "part 03-10-2024",
                "hull no. 2024 tender",
                "2030 local time",
                "2020 mbar",
                "fri-yay",
                "wed like four",
                "Sunday Times",
                "Dr. August",
                "August says hello",
                "on sat phone",
                "gone in 6 weeks",
                "3/4 inch",
                "fraction of 10/20 micron",
                "summer mode",
                "12-05-26"
            })
    void whatIsNoDateStaysOut(String text) {
        assertThat(Readings.by(recognizer, text)).isEmpty();
    }

    private Entity.Date date(String text) {
        return (Entity.Date)
                Readings.candidates(recognizer, text, null).getFirst().entity().apply(Readings.anyMention());
    }

    private static Scene scene(String text, ZonedDateTime reference) {
        FoldedText folded = FoldedText.of(text);
        Lexicon lexicon = Readings.LEXICON;
        var source = new SourceText(folded, lexicon.tokenizer().tokenize(folded.folded()));
        return new Scene(source, List.of(), List.of(), null, reference);
    }
}
