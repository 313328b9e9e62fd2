package io.celesteos.nlp.temporal;

import java.util.List;
import java.util.Map;

/**
 * Letters without which a rule can find nothing. Most texts hold no date: looking for a few letters first spares running
 * two dozen patterns over them.
 */
final class TimeHints {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> YEARS = List.of("19", "20");
    private static final List<String> UNITS = List.of("hour", "hr", "day", "week", "wk", "month", "year", "quarter");
    private static final List<String> LAST = List.of("last", "past", "previous");
    private static final List<String> NEXT = List.of("next", "coming");
    private static final List<String> SEASONS = List.of("spring", "summer", "autumn", "fall", "winter", "season");
    private static final List<String> QUARTERS = List.of("q1", "q2", "q3", "q4");

    private static final Map<String, List<String>> BY_RULE = Map.ofEntries(
            Map.entry("iso_instant", YEARS),
            Map.entry("iso_date", YEARS),
            Map.entry("day_month_year", MONTHS),
            Map.entry("month_day_year", MONTHS),
            Map.entry("month_year", MONTHS),
            Map.entry("part_of_month", MONTHS),
            Map.entry("month_name", MONTHS),
            Map.entry("in_month", MONTHS),
            Map.entry("month_number_year", List.of("/20", "-20", ".20")),
            Map.entry("numeric_date", YEARS),
            Map.entry("numeric_date_two_digit_year", List.of("/")),
            Map.entry("quarter", QUARTERS),
            Map.entry("quarter_alone", QUARTERS),
            Map.entry("days_of_month", MONTHS),
            Map.entry("day_and_month_in_figures", List.of("/")),
            Map.entry("month_and_days", MONTHS),
            Map.entry("numeric_date_in_two_digits", List.of(".2", ".3", "-2", "-3")),
            Map.entry("month_and_short_year", List.of("/2", "/3")),
            Map.entry("month_beside_month", MONTHS),
            Map.entry("weekday_and_day", WEEKDAYS),
            Map.entry("weekend", List.of("weekend")),
            Map.entry("part_of_period", List.of(" of ", "early", "late", "mid", "begin", "end")),
            Map.entry("end_of_period", List.of("end", "eow", "eom", "eoy")),
            Map.entry("holiday", List.of("mas", "new year", "easter", "good fri", "boxing", "thanksg")),
            Map.entry("day_of_week", List.of("week", "wk")),
            Map.entry("week_from_day", List.of("week", "wk")),
            Map.entry("count_from_day", List.of(" from ")),
            Map.entry("week_of_day", List.of("week", "wk", "w/c", "w/e")),
            Map.entry("day_of_this_month", List.of("month")),
            Map.entry("range_in_figures", List.of("/")),
            Map.entry("figures_of_day_and_month", List.of("/0", "/1")),
            Map.entry("dotted_day_and_month", List.of(".0", ".1")),
            Map.entry("digits_together", List.of("20")),
            Map.entry("roman_month", List.of(".i", ".v", ".x", "/i", "/v", "/x", "-i", "-v", "-x")),
            Map.entry("hyphened_short_year", MONTHS),
            Map.entry("half_year", List.of("h1", "h2", "half")),
            Map.entry("ordinal_quarter", List.of("quarter")),
            Map.entry("year_and_season", List.of("20")),
            Map.entry("season_of_year", SEASONS),
            Map.entry("season_alone", SEASONS),
            Map.entry("bare_year", List.of("20")),
            Map.entry("in_year", YEARS),
            Map.entry("before_yesterday", List.of("yesterday")),
            Map.entry("after_tomorrow", List.of("tomorrow")),
            Map.entry(
                    "named_day",
                    List.of(
                            "today",
                            "2day",
                            "night",
                            "nite",
                            "yesterday",
                            "yday",
                            "tomorrow",
                            "tmr",
                            "2mor",
                            "this m",
                            "this a",
                            "this e",
                            "this p")),
            Map.entry("last_count", LAST),
            Map.entry("next_count", NEXT),
            Map.entry("ago", List.of("ago")),
            Map.entry("in_count", List.of("day", "week", "wk", "fortnight", "month", "mth", "year", "yr")),
            Map.entry("whole_period", UNITS),
            Map.entry("weekday", WEEKDAYS),
            Map.entry("bare_weekday", WEEKDAYS),
            Map.entry("season", SEASONS),
            Map.entry("day_of_month", List.of("st", "nd", "rd", "th")));

    private TimeHints() {}

    /** @throws IllegalStateException for a rule that has no hints: it would never be asked */
    static List<String> of(String rule) {
        List<String> hints = BY_RULE.get(rule);
        if (hints == null) {
            throw new IllegalStateException("the rule " + rule + " has no hints");
        }
        return hints;
    }
}
