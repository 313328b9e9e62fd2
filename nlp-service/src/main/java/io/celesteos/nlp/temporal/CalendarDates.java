package io.celesteos.nlp.temporal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
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

    static final String DAY = "(?<day>[0-3]?[0-9])(?:st|nd|rd|th)?";
    static final String MONTH = "(?<month>" + CalendarWords.MONTH + ")(?:\\.(?=\\s?[0-9]))?";
    static final String YEAR = "(?<year>(?:19|20)[0-9]{2})";

    /** Names that are no other word of these texts; they count written with a capital or not. */
    private static final String LONG_MONTH =
            "january|february|april|june|july|august|september|october|november|december";

    /**
     * A year that nothing introduces: of this decade, not after a word that makes it a number or a time of day, and not
     * before a unit.
     */
    private static final String YEAR_ALONE =
            "(?=20[1-3][0-9])(?<!(?:po|pr|wo|no|nr|order|job|number|model|series|mtu|imo|iso|en|din|tier|hours|counter|code|alarm|at|to|from|until|till|start|end|by|wos) )"
                    + "(?<!(?:no\\.|no\\. |#|[0-9] |[0-9]-))(?<year>20(?:1[5-9]|2[0-9]|3[0-4]))"
                    + "(?!\\s?(?:to|until|till|rpm|h|hrs?|hours?|l|litres?|kg|kw|m?bar|m|mm|euro?|usd|pm|tm|sm|series|local|lt|utc|pcs"
                    + "|[0-9])(?![\\p{L}]))";

    /** What introduces a version, a part or a drawing: digits and dots after it are no date. */
    static final String NO_NUMBER = "(?<!(?:firmware|version|software|ver|rev|build|release|part|article|serial"
            + "|drawing|p/n|pn|s/n|sn|ref|subnet|ip)[\\s:#]{1,2})";

    /** A part number or a version has figures like these; a date written so has two of each. */
    private static final String TWO_DIGIT_DATE =
            "(?<first>[0-3][0-9])(?<sign>\\.|(?<=(?:on|since|until|till|by|before|due|dated|from|of)\\s[0-9]{2})-)"
                    + "(?<second>[0-3][0-9])\\k<sign>(?<year>[23][0-9])(?![-.]?[\\p{L}0-9])";

    private static final String BESIDE = "\\s?(?:,|/|-|&|and|or|to|until|till)\\s?";

    /** The day of the week that goes with a day of the calendar. */
    private static final String DAY_NAME = "(?:" + CalendarWords.WEEKDAY + "[\\s,.]{1,3}(?:the\\s)?)?";

    /** A year of two digits without an apostrophe, where the words go on as after a date. */
    private static final String SHORT_YEAR = "(?<bare>[23][0-9])(?=\\s?(?:$|[,;:!?)]|\\.(?![0-9]))"
            + "|\\s(?:and|but|to|at|for|by|is|was|in|on|the|with|from|says|until|till|we|i)(?!\\p{L}))";

    /** Names of persons are followed by what persons do. */
    private static final String NO_PERSON =
            "(?!\\s(?:says?|asks?|wants?|told|called|calls|wrote|company|from the agency|is the new"
                    + "|the (?:chef|cook|mate|bosun|engineer|captain|stew|stewardess|deckhand|eto|agent)))";

    private static final String NO_TITLE = "(?<!(?:dr|mr|mrs|ms|miss|call|ask|tell|dr\\.|mr\\.|mrs\\.|ms\\.) )";

    static final String PARTED = "[\\s,.-]{1,3}";

    private static final List<String> BRIEF_YEARS = List.of("short", "bare");

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
                        "(?=(?:19|20)[0-9]{2}[-/.])" + NO_NUMBER + YEAR
                                + "[-/.](?<month>[01]?[0-9])[-/.](?<day>[0-3]?[0-9])(?!-\\p{L})",
                        0.99,
                        (match, reference) -> day(match, Integer.parseInt(match.group("month")), reference)),
                TimeRule.of(
                        "day_month_year",
                        DAY_NAME + DAY + "(?:" + PARTED + "|\\sof\\s)" + MONTH + "(?:" + PARTED
                                + "(?:(?<year>(?:19|20)[0-9]{2})|'(?<short>[0-9]{2})|" + SHORT_YEAR + "))?",
                        0.97,
                        CalendarDates::namedMonth),
                TimeRule.of(
                        "month_day_year",
                        DAY_NAME + MONTH + "[\\s-]" + DAY
                                + "(?:[\\s,]{1,3}(?:(?<year>(?:19|20)[0-9]{2})|'(?<short>[0-9]{2})))?",
                        0.96,
                        CalendarDates::namedMonth),
                TimeRule.of(
                        "month_year",
                        MONTH + "(?:" + PARTED + YEAR + "|\\s?'(?<short>[0-9]{2}))",
                        0.95,
                        CalendarDates::monthOfYear),
                TimeRule.of(
                        "numeric_date",
                        "(?=\\p{L}|[0-3]?[0-9][-/.])" + DAY_NAME + "(?=[0-3]?[0-9][-/.][0-3]?[0-9][-/.])" + NO_NUMBER
                                + "(?<first>[0-3]?[0-9])(?<sign>[-/.])(?<second>[0-3]?[0-9])\\k<sign>"
                                + "(?<year>(?:19|20)[0-9]{2})(?!-\\p{L})",
                        0.95,
                        CalendarDates::dayThenMonth),
                TimeRule.of(
                        "numeric_date_two_digit_year",
                        "(?=\\p{L}|[0-3]?[0-9]/)" + DAY_NAME
                                + "(?<first>[0-3]?[0-9])/(?<second>[0-3]?[0-9])/(?<year>[0-9]{2})",
                        0.8,
                        CalendarDates::dayThenMonth),
                TimeRule.of(
                        "numeric_date_in_two_digits",
                        "(?=\\p{L}|[0-3][0-9][.-])" + DAY_NAME + "(?=[0-3][0-9][.-])" + NO_NUMBER + TWO_DIGIT_DATE,
                        0.8,
                        CalendarDates::dayThenMonth),
                TimeRule.of(
                        "month_and_short_year",
                        "(?=[01][0-9]/[23][0-9])(?<=(?:exp|exp\\.|expires|expired|expiry|valid|stamped|until|till|dated|due|to)\\s)"
                                + "(?<month>0[1-9]|1[0-2])/(?<year>[23][0-9])",
                        0.75,
                        CalendarDates::numericMonth),
                TimeRule.of(
                        "month_beside_month",
                        "(?:(?<month>" + CalendarWords.MONTH + ")(?=" + BESIDE + CalendarWords.MONTH
                                + "(?!\\p{L}))|(?<other>"
                                + CalendarWords.MONTH + ")(?<=(?<!\\p{L})" + CalendarWords.MONTH + BESIDE
                                + CalendarWords.MONTH
                                + "))",
                        0.8,
                        CalendarDates::monthBesideMonth),
                TimeRule.of(
                        "day_and_month_in_figures",
                        // One of the two in two digits: less is a fraction.
                        "(?=\\p{L}|[0-3]?[0-9]/[01]?[0-9])(?:(?:" + CalendarWords.WEEKDAY
                                + ")[\\s,.]{1,3}|(?<=(?:on|since|until|till|by|before|due|dated|from)\\s))"
                                + "(?:(?<first>[0-3][0-9])/(?<second>0?[1-9]|1[0-2])|(?<day>[1-9])/(?<month>0[1-9]|1[0-2]))"
                                + "(?!\\s?(?:inch|\"|micron|full|bsp|hp|[/0-9]))",
                        0.8,
                        CalendarDates::dayAndMonth),
                TimeRule.of(
                        "quarter",
                        "q(?<quarter>[1-4])(?:[\\s/-]|\\sof\\s)?(?<year>(?:19|20)[0-9]{2}|'?[23][0-9](?!\\s?(?:l|kg|pcs|h|%)(?!\\p{L})))",
                        0.93,
                        CalendarDates::quarter),
                TimeRule.of(
                        "quarter_alone",
                        "(?<=(?:in|for|of|since|by|during|this|last|next)\\s)q(?<quarter>[1-4])",
                        0.85,
                        CalendarDates::recentQuarter),
                TimeRule.of(
                        "days_of_month",
                        "(?<from>[0-3]?[0-9])(?:st|nd|rd|th)?\\s?(?:-|to|until|till)\\s?" + DAY + "(?:" + PARTED
                                + "|\\sof\\s)" + MONTH + "(?:" + PARTED + YEAR + ")?",
                        0.97,
                        CalendarDates::daysOfMonth),
                TimeRule.of(
                        "month_and_days",
                        MONTH + "\\s(?<from>[0-3]?[0-9])(?:st|nd|rd|th)?\\s?(?:-|to|until|till)\\s?" + DAY
                                + "(?:[\\s,]{1,3}" + YEAR + ")?",
                        0.97,
                        CalendarDates::daysOfMonth),
                TimeRule.of(
                        "part_of_month",
                        PartsOfMonth.PART + "(?:\\sof|-)?\\s?" + MONTH + "(?:" + PARTED + YEAR + ")?",
                        0.9,
                        PartsOfMonth::named),
                TimeRule.of(
                        "month_number_year",
                        "(?=(?:0?[1-9]|1[0-2])[-/.]20[0-9]{2})" + NO_NUMBER
                                + "(?<!(?:wo|po|pr|no|no\\.)\\s)(?:(?<month>0?[1-9]|1[0-2])/|(?<padded>0[1-9]|1[0-2])[-.])"
                                + "(?<year>20[0-9]{2})(?!-\\p{L})",
                        0.85,
                        CalendarDates::numericMonth),
                TimeRule.of(
                        "month_name",
                        NO_TITLE + "(?<month>" + LONG_MONTH + ")" + NO_PERSON,
                        0.8,
                        CalendarDates::recentMonth),
                TimeRule.of("bare_year", YEAR_ALONE, 0.75, CalendarDates::year),
                TimeRule.of(
                        "in_month",
                        "(?<=(?:in|since|during|until|by|of|for|from|before|after|hor)\\s)" + MONTH,
                        0.75,
                        CalendarDates::recentMonth),
                TimeRule.of(
                        "in_year",
                        "(?=(?:19|20)[0-9]{2})(?<=(?:in|since|during|until|before|after|from|year)\\s)" + YEAR,
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
        for (String brief : BRIEF_YEARS) {
            if (year == null && match.namedGroups().containsKey(brief)) {
                year = match.group(brief);
            }
        }
        LocalDate date = year == null
                ? latest(month, day, reference.toLocalDate())
                : CalendarWords.date(CalendarWords.year(year), month, day);
        return date == null ? null : TimeValue.day(date);
    }

    /** Without a year the last such day is meant: logs and reports look back. */
    static @Nullable LocalDate latest(int month, int day, LocalDate today) {
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

    /** Of the last such day, like a day and a month by name. */
    private static @Nullable TimeValue dayAndMonth(MatchResult match, ZonedDateTime reference) {
        boolean padded = match.group("first") != null;
        int day = Integer.parseInt(match.group(padded ? "first" : "day"));
        int month = Integer.parseInt(match.group(padded ? "second" : "month"));
        LocalDate date = latest(month, day, reference.toLocalDate());
        return date == null ? null : TimeValue.day(date);
    }

    private static @Nullable TimeValue daysOfMonth(MatchResult match, ZonedDateTime reference) {
        int month = CalendarWords.month(match.group("month")).getValue();
        int last = Integer.parseInt(match.group("day"));
        int first = Integer.parseInt(match.group("from"));
        LocalDate end = match.group("year") == null
                ? latest(month, last, reference.toLocalDate())
                : CalendarWords.date(Integer.parseInt(match.group("year")), month, last);
        return end == null || first < 1 || first >= last
                ? null
                : TimeValue.days("day", end.withDayOfMonth(first), end.plusDays(1), reference.getZone());
    }

    private static TimeValue monthOfYear(MatchResult match, ZonedDateTime reference) {
        return month(
                YearMonth.of(
                        CalendarWords.year(match.group(match.group("year") == null ? "short" : "year")),
                        CalendarWords.month(match.group("month"))),
                reference);
    }

    private static TimeValue numericMonth(MatchResult match, ZonedDateTime reference) {
        String month = match.group("month");
        if (month == null) {
            month = match.group("padded");
        }
        return month(YearMonth.of(CalendarWords.year(match.group("year")), Integer.parseInt(month)), reference);
    }

    private static TimeValue recentMonth(MatchResult match, ZonedDateTime reference) {
        return recent(CalendarWords.month(match.group("month")), reference);
    }

    private static TimeValue recent(Month month, ZonedDateTime reference) {
        YearMonth now = YearMonth.from(reference);
        YearMonth named = now.withMonth(month.getValue());
        return month(named.isAfter(now) ? named.minusYears(1) : named, reference);
    }

    private static TimeValue monthBesideMonth(MatchResult match, ZonedDateTime reference) {
        String name = match.group("month") == null ? match.group("other") : match.group("month");
        return recent(CalendarWords.month(name), reference);
    }

    private static TimeValue month(YearMonth month, ZonedDateTime reference) {
        return TimeValue.days("month", month.atDay(1), month.plusMonths(1).atDay(1), reference.getZone());
    }

    private static TimeValue quarter(MatchResult match, ZonedDateTime reference) {
        YearMonth first =
                YearMonth.of(CalendarWords.year(match.group("year")), Integer.parseInt(match.group("quarter")) * 3 - 2);
        return TimeValue.days("quarter", first.atDay(1), first.plusMonths(3).atDay(1), reference.getZone());
    }

    /** The latest that has begun. */
    private static TimeValue recentQuarter(MatchResult match, ZonedDateTime reference) {
        YearMonth now = YearMonth.from(reference);
        YearMonth first = now.withMonth(Integer.parseInt(match.group("quarter")) * 3 - 2);
        first = first.isAfter(now) ? first.minusYears(1) : first;
        return TimeValue.days("quarter", first.atDay(1), first.plusMonths(3).atDay(1), reference.getZone());
    }

    static TimeValue year(MatchResult match, ZonedDateTime reference) {
        Year year = Year.of(Integer.parseInt(match.group("year")));
        return TimeValue.days("year", year.atDay(1), year.plusYears(1).atDay(1), reference.getZone());
    }
}
