package io.celesteos.nlp.temporal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Dates counted from the moment of reading. Weeks begin on Monday (ISO 8601). */
final class RelativeDates {

    private static final Map<String, Integer> DAYS = Map.of(
            "yesterday",
            -1,
            "yday",
            -1,
            "last night",
            -1,
            "last nite",
            -1,
            "tomorrow",
            1,
            "tmrw",
            1,
            "tmr",
            1,
            "2moro",
            1,
            "2morrow",
            1);
    private static final String UNIT = "(?<unit>hour|hr|h|day|d|night|week|wk|fortnight|month|mth|year|yr)s?";
    private static final String COUNT = "(?<count>" + CalendarWords.COUNT + ")";

    /** More of them are the hours that a machine runs. */
    private static final int MOST_HOURS = 96;

    /** Every Monday is no day. */
    private static final String NOT_EACH = "(?<!(?:every|each|per|every other|every second)\\s)";

    private RelativeDates() {}

    static List<TimeRule> rules() {
        return List.of(
                TimeRule.of(
                        "before_yesterday",
                        "day before yesterday",
                        0.98,
                        (match, reference) ->
                                TimeValue.day(reference.toLocalDate().minusDays(2))),
                TimeRule.of(
                        "after_tomorrow",
                        "day after tomorrow",
                        0.98,
                        (match, reference) ->
                                TimeValue.day(reference.toLocalDate().plusDays(2))),
                TimeRule.of(
                        "named_day",
                        "(?<word>today|2day|tonight|tonite|2nite|yesterday|yday|tomorrow|tmrw|tmr|2moro|2morrow|last (?:night|nite)"
                                + "|this (?:morning|morn|afternoon|arvo|evening|am|pm))"
                                + "(?: (?:morning|afternoon|arvo|evening|night|am|pm))?",
                        0.98,
                        (match, reference) -> TimeValue.day(
                                reference.toLocalDate().plusDays(DAYS.getOrDefault(match.group("word"), 0)))),
                TimeRule.of(
                        "last_count",
                        "(?:last|past|previous)\\s" + COUNT + "\\s?" + UNIT,
                        0.96,
                        (match, reference) -> ending(match, reference, -1)),
                TimeRule.of(
                        "next_count",
                        "(?:next|coming)\\s" + COUNT + "\\s?" + UNIT,
                        0.95,
                        (match, reference) -> ending(match, reference, 1)),
                TimeRule.of(
                        "ago",
                        COUNT + "\\s?" + UNIT + "\\sago",
                        0.96,
                        (match, reference) -> away(match, reference, -1)),
                TimeRule.of(
                        "in_count",
                        // Hours ahead are a duration as well; "has not come back in 30 hours" and
                        // "gone in six weeks" tell of no date.
                        "(?<=(?<!(?:gone|times|once|twice|used|lost|worn|dead|%|[0-9]\\s?[a-z]?)\\s)in\\s(?:about\\s|around\\s|approx\\s)?)"
                                + COUNT
                                + "\\s?(?<unit>day|week|wk|fortnight|month|mth|year|yr)s?(?:'s?)?(?:\\stime)?",
                        0.8,
                        (match, reference) -> away(match, reference, 1)),
                TimeRule.of(
                        "whole_period",
                        "(?<which>last|this|next|previous|past|current)\\s(?<unit>week|month|quarter|year)",
                        0.95,
                        RelativeDates::period),
                TimeRule.of(
                        "weekday",
                        "(?:(?<which>last|this|next|coming|past|previous)\\s|(?<=on\\s))(?<name>"
                                + CalendarWords.WEEKDAY + ")" + CalendarWords.PART_OF_DAY,
                        0.93,
                        RelativeDates::weekday),
                TimeRule.of(
                        "weekday_and_day",
                        CalendarWords.WEEKDAY + "\\s(?<day>[0-3]?[0-9])(?:st|nd|rd|th)",
                        0.93,
                        RelativeDates::dayOfMonth),
                TimeRule.of("weekend", "(?<which>this|last|next|coming)\\sweekend", 0.95, PartsOfPeriod::weekend),
                TimeRule.of("part_of_period", PartsOfPeriod.PATTERN, 0.95, PartsOfPeriod::named),
                TimeRule.of("holiday", Holidays.PATTERN, 0.9, Holidays::named),
                TimeRule.of(
                        "season_of_year",
                        "(?<season>spring|summer|autumn|fall|winter)(?:\\sof)?\\s(?<year>20[0-9]{2}|'[0-9]{2}|[23][0-9](?=/[23][0-9]))"
                                + "(?:/[0-9]{2})?",
                        0.95,
                        Seasons::ofYear),
                TimeRule.of(
                        "season_alone",
                        "(?<=(?:in|since|during|until|till|by|whole|all|entire)\\s)(?<season>spring|summer|autumn|winter)"
                                + "(?!\\s(?:line|mode|lay|layup|season|oil|diesel|fuel|cover))",
                        0.85,
                        Seasons::recent),
                TimeRule.of(
                        "season",
                        "(?<which>last|this|next|past|coming)\\s(?<season>spring|summer|autumn|fall|winter|season)",
                        0.85,
                        Seasons::named),
                TimeRule.of(
                        "day_of_month",
                        "(?<=(?:the|by|on|until|till|before|since|due|[0-9](?:st|nd|rd|th)(?:,|\\s(?:and|or|to|&)))\\s)"
                                + "(?<day>[0-3]?[0-9])(?:st|nd|rd|th)(?=\\s?(?:$|[,.;:!?)])|\\s(?:of|at|in|for|and|or|please|pls|to|until|till|because"
                                + "|we|i|he|she|they|it|somebody|someone|nobody|is|are|was|were|no|with|by|but|then|when|from)(?![\\p{L}]))",
                        0.85,
                        RelativeDates::dayOfMonth),
                TimeRule.of(
                        "bare_weekday",
                        NOT_EACH + "(?<name>monday|tuesday|wednesday|thursday|friday|saturday|sunday|tue|tues"
                                + "|wed(?!\\s(?:like|love|want|need))|weds|thu|thur|thurs|fri"
                                + "|(?<=(?:by|until|till|before|due|since)\\s)(?=(?:mon|sat|sun)(?!\\p{L}))"
                                + CalendarWords.WEEKDAY
                                + "|(?:mon|sat|sun)(?=\\s?(?:-|to|till|until)\\s?" + CalendarWords.WEEKDAY
                                + "))"
                                + "(?!\\stimes|-(?!" + CalendarWords.WEEKDAY + ")\\p{L})" + CalendarWords.PART_OF_DAY,
                        0.85,
                        (match, reference) -> TimeValue.day(reference
                                .toLocalDate()
                                .with(TemporalAdjusters.previousOrSame(CalendarWords.weekday(match.group("name")))))));
    }

    /** A span from now back, or ahead: whole days, or hours to the minute. */
    private static @Nullable TimeValue ending(MatchResult match, ZonedDateTime reference, int sign) {
        int count = CalendarWords.count(match.group("count"));
        if (count == 0) {
            return null;
        }
        ChronoUnit unit = unit(match);
        if (unit == ChronoUnit.HOURS && count > MOST_HOURS) {
            return null;
        }
        ZonedDateTime now = reference.truncatedTo(ChronoUnit.MINUTES);
        ZonedDateTime other = now.plus((long) sign * count * weeks(match), unit);
        String grain = unit == ChronoUnit.HOURS ? "hour" : "day";
        if (unit != ChronoUnit.HOURS) {
            other = sign < 0
                    ? other.toLocalDate().atStartOfDay(reference.getZone())
                    : other.toLocalDate().plusDays(1).atStartOfDay(reference.getZone());
        }
        return sign < 0 ? TimeValue.span(grain, other, now) : TimeValue.span(grain, now, other);
    }

    static TimeValue away(MatchResult match, ZonedDateTime reference, int sign) {
        long count = (long) sign * CalendarWords.count(match.group("count"));
        count *= weeks(match);
        ChronoUnit unit = unit(match);
        ZonedDateTime moment = reference.plus(count, unit);
        return switch (unit) {
            case HOURS -> TimeValue.minute(moment);
            case MONTHS -> month(YearMonth.from(moment), reference);
            case YEARS -> year(moment.getYear(), reference);
            default -> TimeValue.day(moment.toLocalDate());
        };
    }

    private static TimeValue period(MatchResult match, ZonedDateTime reference) {
        LocalDate today = reference.toLocalDate();
        int shift = PartsOfPeriod.shift(match.group("which"));
        return switch (match.group("unit")) {
            case "week" -> {
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .plusWeeks(shift);
                yield TimeValue.days("week", monday, monday.plusWeeks(1), reference.getZone());
            }
            case "quarter" -> {
                LocalDate first = today.withDayOfMonth(1)
                        .withMonth((today.getMonthValue() - 1) / 3 * 3 + 1)
                        .plusMonths(3L * shift);
                yield TimeValue.days("quarter", first, first.plusMonths(3), reference.getZone());
            }
            case "year" -> year(today.getYear() + shift, reference);
            default -> month(YearMonth.from(today).plusMonths(shift), reference);
        };
    }

    /** "Last" and plain "on" look back, "next" ahead; "this" is the day of the running week. */
    private static TimeValue weekday(MatchResult match, ZonedDateTime reference) {
        DayOfWeek day = CalendarWords.weekday(match.group("name"));
        LocalDate today = reference.toLocalDate();
        return TimeValue.day(
                switch (String.valueOf(match.group("which"))) {
                    case "last", "past", "previous" -> today.with(TemporalAdjusters.previous(day));
                    case "next", "coming" -> today.with(TemporalAdjusters.next(day));
                    case "this" ->
                        today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                .with(TemporalAdjusters.nextOrSame(day));
                    default -> today.with(TemporalAdjusters.previousOrSame(day));
                });
    }

    /** The last such day; months without one are passed over. */
    private static @Nullable TimeValue dayOfMonth(MatchResult match, ZonedDateTime reference) {
        int day = Integer.parseInt(match.group("day"));
        LocalDate today = reference.toLocalDate();
        YearMonth month = YearMonth.from(today);
        for (int back = 0; back < 3 && day >= 1; back++) {
            YearMonth candidate = month.minusMonths(back);
            if (candidate.isValidDay(day) && !candidate.atDay(day).isAfter(today)) {
                return TimeValue.day(candidate.atDay(day));
            }
        }
        return null;
    }

    private static int weeks(MatchResult match) {
        return match.group("unit").equals("fortnight") ? 2 : 1;
    }

    private static ChronoUnit unit(MatchResult match) {
        return switch (match.group("unit")) {
            case "hour", "hr", "h" -> ChronoUnit.HOURS;
            case "week", "wk", "fortnight" -> ChronoUnit.WEEKS;
            case "month", "mth" -> ChronoUnit.MONTHS;
            case "year", "yr" -> ChronoUnit.YEARS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static TimeValue month(YearMonth month, ZonedDateTime reference) {
        return TimeValue.days("month", month.atDay(1), month.plusMonths(1).atDay(1), reference.getZone());
    }

    private static TimeValue year(int year, ZonedDateTime reference) {
        return TimeValue.days("year", LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1), reference.getZone());
    }
}
