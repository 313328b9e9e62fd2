package io.celesteos.nlp.temporal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Dates that name a day, month or year of the calendar. */
final class CalendarDates {

    private static final String DAY = "(?<day>[0-3]?[0-9])(?:st|nd|rd|th)?";
    private static final String MONTH = "(?<month>" + CalendarWords.MONTH + ")(?:\\.(?=\\s?[0-9]))?";
    private static final String YEAR = "(?<year>(?:19|20)[0-9]{2})";

    /** Names that are no other word of these texts; they count written with a capital or not. */
    private static final String LONG_MONTH =
            "january|february|april|june|july|august|september|october|november|december";

    /**
     * A year that nothing introduces: of this decade, not after a word that makes it a number or a time of day, and not
     * before a unit.
     */
    private static final String YEAR_ALONE =
            "(?<!(?:po|pr|wo|no|nr|order|job|number|model|series|mtu|code|alarm|at|to|from|until|till|start|end|by|wos) )"
                    + "(?<!(?:no\\.|#|[0-9] |[0-9]-))(?<year>20(?:1[5-9]|2[0-9]|3[0-4]))"
                    + "(?!\\s?(?:to|until|till|rpm|h|hrs?|hours?|l|litres?|kg|kw|bar|m|mm|euro?|usd|pm|tm|sm|series|[0-9])(?![\\p{L}]))";

    private static final String PARTED = "[\\s,.-]{1,3}";

    private CalendarDates() {}

    static List<TimeRule> rules() {
        return List.of(
                TimeRule.of(
                        "iso_instant",
                        "(?<date>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])[t ](?<time>[0-2][0-9]:[0-5][0-9])"
                                + "(?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?<offset>z|[+-][01][0-9]:[0-5][0-9])?",
                        0.99,
                        CalendarDates::instant),
                TimeRule.of(
                        "iso_date",
                        YEAR + "[-/.](?<month>[01]?[0-9])[-/.](?<day>[0-3]?[0-9])",
                        0.99,
                        (match, reference) -> day(match, Integer.parseInt(match.group("month")), reference)),
                TimeRule.of(
                        "day_month_year",
                        DAY + "(?:" + PARTED + "|\\sof\\s)" + MONTH + "(?:" + PARTED
                                + "(?:(?<year>(?:19|20)[0-9]{2})|'(?<short>[0-9]{2})))?",
                        0.97,
                        CalendarDates::namedMonth),
                TimeRule.of(
                        "month_day_year",
                        MONTH + "\\s" + DAY + "(?:[\\s,]{1,3}(?:(?<year>(?:19|20)[0-9]{2})|'(?<short>[0-9]{2})))?",
                        0.96,
                        CalendarDates::namedMonth),
                TimeRule.of("month_year", MONTH + PARTED + YEAR, 0.95, CalendarDates::monthOfYear),
                TimeRule.of(
                        "numeric_date",
                        "(?<first>[0-3]?[0-9])(?<sign>[-/.])(?<second>[0-3]?[0-9])\\k<sign>(?<year>(?:19|20)[0-9]{2})",
                        0.95,
                        CalendarDates::dayThenMonth),
                TimeRule.of(
                        "numeric_date_two_digit_year",
                        "(?<first>[0-3]?[0-9])/(?<second>[0-3]?[0-9])/(?<year>[0-9]{2})",
                        0.8,
                        CalendarDates::dayThenMonth),
                TimeRule.of("quarter", "q(?<quarter>[1-4])[\\s/-]?" + YEAR, 0.93, CalendarDates::quarter),
                TimeRule.of(
                        "part_of_month",
                        "(?<part>(?:first|second|third|last)\\sweek|end|beginning|start|middle|mid)(?:\\sof|-)?\\s?"
                                + MONTH,
                        0.9,
                        PartsOfMonth::named),
                TimeRule.of(
                        "month_number_year",
                        "(?<month>0?[1-9]|1[0-2])/(?<year>20[0-9]{2})",
                        0.85,
                        CalendarDates::numericMonth),
                TimeRule.of("month_name", "(?<month>" + LONG_MONTH + ")", 0.8, CalendarDates::recentMonth),
                TimeRule.of("bare_year", YEAR_ALONE, 0.75, CalendarDates::year),
                TimeRule.of(
                        "in_month",
                        "(?<=(?:in|since|during|until|by|of|for|from|before|after|hor)\\s)" + MONTH,
                        0.75,
                        CalendarDates::recentMonth),
                TimeRule.of(
                        "in_year",
                        "(?<=(?:in|since|during|until|before|after|from|year)\\s)" + YEAR,
                        0.85,
                        CalendarDates::year));
    }

    private static @Nullable TimeValue instant(MatchResult match, ZonedDateTime reference) {
        try {
            LocalDateTime local = LocalDateTime.parse(match.group("date") + "T" + match.group("time"));
            String offset = match.group("offset");
            return TimeValue.minute(
                    offset == null
                            ? local.atZone(reference.getZone())
                            : OffsetDateTime.parse(local + ":00" + offset.toUpperCase(Locale.ROOT))
                                    .atZoneSameInstant(reference.getZone()));
        } catch (DateTimeException noSuchMoment) {
            return null;
        }
    }

    private static @Nullable TimeValue namedMonth(MatchResult match, ZonedDateTime reference) {
        return day(match, CalendarWords.month(match.group("month")).getValue(), reference);
    }

    private static @Nullable TimeValue day(MatchResult match, int month, ZonedDateTime reference) {
        int day = Integer.parseInt(match.group("day"));
        String year = match.group("year");
        if (year == null && match.namedGroups().containsKey("short")) {
            year = match.group("short");
        }
        LocalDate date = year == null
                ? latest(month, day, reference.toLocalDate())
                : CalendarWords.date(CalendarWords.year(year), month, day);
        return date == null ? null : TimeValue.day(date);
    }

    /** Without a year the last such day is meant: logs and reports look back. */
    private static @Nullable LocalDate latest(int month, int day, LocalDate today) {
        LocalDate thisYear = CalendarWords.date(today.getYear(), month, day);
        return thisYear != null && !thisYear.isAfter(today)
                ? thisYear
                : CalendarWords.date(today.getYear() - 1, month, day);
    }

    /** The day first, as everywhere but in the United States, unless only the other order gives a day. */
    private static @Nullable TimeValue dayThenMonth(MatchResult match, ZonedDateTime reference) {
        int year = CalendarWords.year(match.group("year"));
        int first = Integer.parseInt(match.group("first"));
        int second = Integer.parseInt(match.group("second"));
        LocalDate dayFirst = CalendarWords.date(year, second, first);
        LocalDate monthFirst = CalendarWords.date(year, first, second);
        if (dayFirst == null) {
            return monthFirst == null ? null : TimeValue.day(monthFirst);
        }
        return TimeValue.day(dayFirst, monthFirst);
    }

    private static TimeValue monthOfYear(MatchResult match, ZonedDateTime reference) {
        return month(
                YearMonth.of(Integer.parseInt(match.group("year")), CalendarWords.month(match.group("month"))),
                reference);
    }

    private static TimeValue numericMonth(MatchResult match, ZonedDateTime reference) {
        return month(
                YearMonth.of(Integer.parseInt(match.group("year")), Integer.parseInt(match.group("month"))), reference);
    }

    private static TimeValue recentMonth(MatchResult match, ZonedDateTime reference) {
        YearMonth now = YearMonth.from(reference);
        YearMonth named =
                now.withMonth(CalendarWords.month(match.group("month")).getValue());
        return month(named.isAfter(now) ? named.minusYears(1) : named, reference);
    }

    private static TimeValue month(YearMonth month, ZonedDateTime reference) {
        return TimeValue.days("month", month.atDay(1), month.plusMonths(1).atDay(1), reference.getZone());
    }

    private static TimeValue quarter(MatchResult match, ZonedDateTime reference) {
        YearMonth first =
                YearMonth.of(Integer.parseInt(match.group("year")), Integer.parseInt(match.group("quarter")) * 3 - 2);
        return TimeValue.days("quarter", first.atDay(1), first.plusMonths(3).atDay(1), reference.getZone());
    }

    private static TimeValue year(MatchResult match, ZonedDateTime reference) {
        Year year = Year.of(Integer.parseInt(match.group("year")));
        return TimeValue.days("year", year.atDay(1), year.plusYears(1).atDay(1), reference.getZone());
    }
}
