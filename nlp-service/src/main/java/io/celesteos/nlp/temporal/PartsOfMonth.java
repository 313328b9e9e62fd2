package io.celesteos.nlp.temporal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.regex.MatchResult;

/**
 * {@code first week of March}, {@code second half of May}, {@code end of June}, {@code mid April}: without a year of the
 * nearest such month ahead, for it is planned with.
 */
final class PartsOfMonth {

    static final String PART =
            "(?<part>(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\\sweek|week\\s[1-4]|(?:first|second|1st|2nd)\\shalf"
                    + "|(?:first|last)\\sdays|end|beginning|begin|start|middle|mid|early|late)";

    private static final int WEEK = 7;

    private PartsOfMonth() {}

    static TimeValue named(MatchResult match, ZonedDateTime reference) {
        YearMonth month = month(match, YearMonth.from(reference));
        LocalDate first = month.atDay(1);
        LocalDate after = month.plusMonths(1).atDay(1);
        String part = match.group("part");
        int week = week(part);
        if (part.endsWith("half")) {
            LocalDate middle = first.plusDays(15);
            first = week == 1 ? first : middle;
            after = week == 1 ? middle : after;
        } else if (week > 0) {
            first = first.plusDays((week - 1L) * WEEK);
            after = first.plusDays(WEEK);
        } else if (part.startsWith("mid")) {
            first = first.plusDays(10);
            after = first.plusDays(10);
        } else {
            first = after.minusDays(WEEK);
        }
        return TimeValue.days("week", first, after, reference.getZone());
    }

    private static YearMonth month(MatchResult match, YearMonth now) {
        int number = CalendarWords.month(match.group("month")).getValue();
        if (match.group("year") != null) {
            return YearMonth.of(CalendarWords.year(match.group("year")), number);
        }
        YearMonth month = now.withMonth(number);
        return month.isBefore(now) ? month.plusYears(1) : month;
    }

    /** Which week of the month, or half of it; 0 for its middle and its end. */
    private static int week(String part) {
        String first = part.startsWith("week") ? part.substring(part.length() - 1) : part;
        return switch (first.charAt(0)) {
            case 'b', 'f', '1' -> first.startsWith("fourth") ? 4 : 1;
            case '2' -> 2;
            case '3', 't' -> 3;
            case '4' -> 4;
            case 's' -> first.startsWith("second") ? 2 : 1;
            case 'e' -> first.equals("early") ? 1 : 0;
            default -> 0;
        };
    }
}
