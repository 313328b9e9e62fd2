package io.celesteos.nlp.temporal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Dates as logs and planning sheets shorten them: day and month in figures, months in Roman ones, halves of a year. */
final class LogDates {

    private static final String IN_FIGURES = "[0-3]?[0-9]/[01]?[0-9]";
    private static final String SLASHED = "(?<day>[0-3]?[0-9])/(?<month>[01]?[0-9])";
    private static final String TO = "\\s(?:and|to|till|until|-)\\s";

    /** What the figures of a fraction, a ratio, a voltage or a size are followed by. */
    private static final String NO_UNIT =
            "(?!\\s?(?:inch|\"|mm|cm|m|v|volts?|vdc|a|amps?|bar|mbar|psi|%|x|micron|full|bsp|npt|hp|kw|kg|l|h|hrs?"
                    + "|cable|thread|ratio|bolts?|nuts?|screws?|knots?|kn|kt|degrees?|c|n|s|e|w)(?!\\p{L}))(?![/.,:]?[0-9])";

    /** In months that may be no months, the figures need a zero before one of them. */
    private static final String DOTTED = "(?:0[1-9]\\.(?:0[1-9]|1[0-2])|[1-3][0-9]\\.0[1-9])";

    private static final String DOTTED_LOOSELY = "[0-3][0-9]\\.[01][0-9]";
    private static final String DOTTED_TO = "\\s?(?:-|to|till|until)\\s?";

    private static final Map<String, Integer> ROMAN = Map.ofEntries(
            Map.entry("i", 1),
            Map.entry("ii", 2),
            Map.entry("iii", 3),
            Map.entry("iv", 4),
            Map.entry("v", 5),
            Map.entry("vi", 6),
            Map.entry("vii", 7),
            Map.entry("viii", 8),
            Map.entry("ix", 9),
            Map.entry("x", 10),
            Map.entry("xi", 11),
            Map.entry("xii", 12));

    private LogDates() {}

    static List<TimeRule> rules() {
        return List.of(
                TimeRule.of(
                        "range_in_figures",
                        "(?:(?<=(?:from|between)\\s)(?=" + IN_FIGURES + TO + IN_FIGURES + ")|(?<=(?:from|between)\\s"
                                + IN_FIGURES + TO + "))" + SLASHED + NO_UNIT,
                        0.85,
                        LogDates::dayAndMonth),
                TimeRule.of(
                        "figures_of_day_and_month",
                        // No fraction has such figures; 18/10 is a steel and 24/12 a converter.
                        "(?=(?:1[3-9]|2[0-9]|3[01])/(?:0[1-9]|1[0-2]))(?!18/10|24/12)(?<!(?:frame|fr|ratio|size|no|no\\.|nr|wo|po|pr|job|rev|grade"
                                + "|steel|subnet|seat)\\s)" + SLASHED + NO_UNIT,
                        0.75,
                        LogDates::dayAndMonth),
                TimeRule.of(
                        "dotted_day_and_month",
                        "(?:(?<=(?:on|since|until|till|due|dated|before)\\s)(?=" + DOTTED + "|" + DOTTED_LOOSELY
                                + "\\.(?:\\s|,|$))|(?=" + DOTTED
                                + DOTTED_TO + DOTTED_LOOSELY + "|" + DOTTED_LOOSELY + DOTTED_TO + DOTTED + ")|(?<="
                                + DOTTED
                                + DOTTED_TO + ")|(?<=" + DOTTED_LOOSELY + DOTTED_TO + ")(?=" + DOTTED
                                + "))(?<day>[0-3][0-9])\\.(?<month>[01][0-9])" + NO_UNIT,
                        0.8,
                        LogDates::dayAndMonth),
                TimeRule.of(
                        "digits_together",
                        CalendarDates.NO_NUMBER
                                + "(?<year>20(?:1[5-9]|2[0-9]|3[0-4]))(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12][0-9]|3[01])",
                        0.8,
                        LogDates::day),
                TimeRule.of(
                        "roman_month",
                        "(?<day>[0-3]?[0-9])(?<sign>[./-])\\s?(?<roman>i{1,3}|iv|vi{0,3}|ix|xi{0,2})\\k<sign>\\s?(?<year>(?:19|20)[0-9]{2}|[23][0-9])",
                        0.85,
                        LogDates::day),
                TimeRule.of(
                        "hyphened_short_year",
                        "(?<day>[0-3]?[0-9])(?<sign>[-/.])" + CalendarDates.MONTH + "\\k<sign>(?<year>[0-9]{2})",
                        0.95,
                        LogDates::day),
                TimeRule.of(
                        "half_year",
                        "(?:h(?<half>[12])|(?<said>first|second|1st|2nd)\\shalf(?=\\sof))(?:[\\s/-]|\\sof\\s(?:the\\syear\\s)?)?"
                                + "(?<year>20[0-9]{2}|'[0-9]{2})",
                        0.9,
                        LogDates::half),
                TimeRule.of(
                        "ordinal_quarter",
                        "(?<said>first|second|third|fourth|1st|2nd|3rd|4th)\\squarter(?:\\sof\\s(?:the\\syear|(?<year>20[0-9]{2})))?",
                        0.85,
                        LogDates::quarter),
                TimeRule.of(
                        "year_and_season",
                        "(?<year>20(?:1[5-9]|2[0-9]|3[0-4]))\\s(?:season|charter season)",
                        0.85,
                        CalendarDates::year));
    }

    /** Without a year the last such day is meant. */
    private static @Nullable TimeValue dayAndMonth(MatchResult match, ZonedDateTime reference) {
        LocalDate date = CalendarDates.latest(
                Integer.parseInt(match.group("month")), Integer.parseInt(match.group("day")), reference.toLocalDate());
        return date == null ? null : TimeValue.day(date);
    }

    private static @Nullable TimeValue day(MatchResult match, ZonedDateTime reference) {
        LocalDate date = CalendarWords.date(
                CalendarWords.year(match.group("year")), month(match), Integer.parseInt(match.group("day")));
        return date == null ? null : TimeValue.day(date);
    }

    private static int month(MatchResult match) {
        if (match.namedGroups().containsKey("roman")) {
            return ROMAN.getOrDefault(match.group("roman"), 0);
        }
        String written = match.group("month");
        return Character.isDigit(written.charAt(0))
                ? Integer.parseInt(written)
                : CalendarWords.month(written).getValue();
    }

    private static TimeValue half(MatchResult match, ZonedDateTime reference) {
        int half = match.group("half") == null ? ordinal(match) : Integer.parseInt(match.group("half"));
        return months(CalendarWords.year(match.group("year")), half * 6 - 5, 6, reference);
    }

    private static TimeValue quarter(MatchResult match, ZonedDateTime reference) {
        String year = match.group("year");
        int first = ordinal(match) * 3 - 2;
        YearMonth now = YearMonth.from(reference);
        // The latest that has begun, as for "Q3".
        int inYear = year != null
                ? CalendarWords.year(year)
                : now.getMonthValue() < first ? now.getYear() - 1 : now.getYear();
        return months(inYear, first, 3, reference);
    }

    private static int ordinal(MatchResult match) {
        return switch (match.group("said").substring(0, 2)) {
            case "fi", "1s" -> 1;
            case "se", "2n" -> 2;
            case "th", "3r" -> 3;
            default -> 4;
        };
    }

    private static TimeValue months(int year, int first, int count, ZonedDateTime reference) {
        LocalDate start = LocalDate.of(year, first, 1);
        return TimeValue.days(count == 3 ? "quarter" : "month", start, start.plusMonths(count), reference.getZone());
    }
}
