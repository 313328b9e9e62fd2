package io.celesteos.nlp.temporal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a date expression means.
 *
 * @param grain {@code minute}, {@code hour}, {@code day}, {@code week}, {@code month}, {@code quarter}, {@code year}
 * @param value ISO date of a day, or ISO instant with offset of a minute; null for spans
 * @param startAt first instant of a span, with the offset in force then; null for points
 * @param endAt first instant after the span; null for points
 * @param otherReading the day that is meant where months go before days; null where that is no day, or the same one
 */
record TimeValue(
        String grain,
        @Nullable String value,
        @Nullable String startAt,
        @Nullable String endAt,
        @Nullable String otherReading) {

    static TimeValue day(LocalDate day) {
        return new TimeValue("day", day.toString(), null, null, null);
    }

    /** A day that may be another one as well. */
    static TimeValue day(LocalDate day, @Nullable LocalDate other) {
        String reading = other == null || other.equals(day) ? null : other.toString();
        return new TimeValue("day", day.toString(), null, null, reading);
    }

    static TimeValue minute(ZonedDateTime moment) {
        return new TimeValue("minute", iso(moment.truncatedTo(ChronoUnit.MINUTES)), null, null, null);
    }

    /** Whole days from {@code first} to before {@code after}: midnights of the zone, so a day may have 23 or 25 hours. */
    static TimeValue days(String grain, LocalDate first, LocalDate after, ZoneId zone) {
        return span(grain, first.atStartOfDay(zone), after.atStartOfDay(zone));
    }

    static TimeValue span(String grain, ZonedDateTime start, ZonedDateTime end) {
        return new TimeValue(grain, null, iso(start), iso(end), null);
    }

    /** The same meaning for the same moment: canonical form of the mention. */
    String canonical() {
        return value != null ? value : startAt + "/" + endAt;
    }

    private static String iso(ZonedDateTime moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment).toUpperCase(Locale.ROOT);
    }
}
