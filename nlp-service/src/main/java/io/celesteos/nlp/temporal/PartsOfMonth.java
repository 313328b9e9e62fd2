package io.celesteos.nlp.temporal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.regex.MatchResult;

/** {@code first week of March}, {@code end of June}, {@code mid April}: of the nearest such month ahead, for it is planned with. */
final class PartsOfMonth {

    private static final int WEEK = 7;

    private PartsOfMonth() {}

    static TimeValue named(MatchResult match, ZonedDateTime reference) {
        YearMonth now = YearMonth.from(reference);
        YearMonth month =
                now.withMonth(CalendarWords.month(match.group("month")).getValue());
        if (month.isBefore(now)) {
            month = month.plusYears(1);
        }
        String part = match.group("part");
        LocalDate first = month.atDay(1);
        LocalDate after = month.plusMonths(1).atDay(1);
        if (part.startsWith("first")
                || part.startsWith("beginning")
                || part.startsWith("start")
                || part.equals("early")) {
            after = first.plusDays(WEEK);
        } else if (part.startsWith("second")) {
            first = first.plusDays(WEEK);
            after = first.plusDays(WEEK);
        } else if (part.startsWith("third")) {
            first = first.plusDays(2L * WEEK);
            after = first.plusDays(WEEK);
        } else if (part.startsWith("mid")) {
            first = first.plusDays(10);
            after = first.plusDays(10);
        } else {
            first = after.minusDays(WEEK);
        }
        return TimeValue.days("week", first, after, reference.getZone());
    }
}
