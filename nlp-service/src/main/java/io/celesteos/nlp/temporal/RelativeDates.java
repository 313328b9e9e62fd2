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
            "today",
            0,
            "tonight",
            0,
            "this morning",
            0,
            "this afternoon",
            0,
            "this evening",
            0,
            "yesterday",
            -1,
            "last night",
            -1,
            "tomorrow",
            1);
    private static final String UNIT = "(?<unit>hour|hr|h|day|week|month|year)s?";
    private static final String COUNT = "(?<count>" + CalendarWords.COUNT + ")";

    private RelativeDates() {}

    static List<TimeRule> rules() {
        return List.of(
                TimeRule.of(
                        "before_yesterday",
                        "(?:the\\s)?day before yesterday",
                        0.98,
                        (match, reference) ->
                                TimeValue.day(reference.toLocalDate().minusDays(2))),
                TimeRule.of(
                        "after_tomorrow",
                        "(?:the\\s)?day after tomorrow",
                        0.98,
                        (match, reference) ->
                                TimeValue.day(reference.toLocalDate().plusDays(2))),
                TimeRule.of(
                        "named_day",
                        "(?<word>today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening))"
                                + "(?: (?:morning|afternoon|evening|night))?",
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
                        "ago", COUNT + "\\s" + UNIT + "\\sago", 0.96, (match, reference) -> away(match, reference, -1)),
                TimeRule.of(
                        "in_count",
                        // Hours ahead are a duration as well; "has not come back in 30 hours" and
                        // "gone in six weeks" tell of no date.
                        "(?=[0-9a-z]{1,6}\\s(?:day|week|fortnight|month|year))(?<=(?<!(?:gone|times|once|twice|used|lost|worn|dead|%|[0-9]\\s?[a-z]?)\\s)in\\s(?:about\\s|around\\s|approx\\s)?)"
                                + COUNT
                                + "\\s(?<unit>day|week|fortnight|month|year)s?(?:'s)?(?:\\stime)?",
                        0.8,
                        (match, reference) -> away(match, reference, 1)),
                TimeRule.of(
                        "whole_period",
                        "(?<which>last|this|next|previous|past|current)\\s(?<unit>week|month|quarter|year)",
                        0.95,
                        RelativeDates::period),
                TimeRule.of(
                        "weekday",
                        "(?:(?<which>last|this|next)\\s|(?<=on\\s))(?<name>" + CalendarWords.WEEKDAY + ")"
                                + CalendarWords.PART_OF_DAY,
                        0.93,
                        RelativeDates::weekday),
                TimeRule.of(
                        "weekday_and_day",
                        CalendarWords.WEEKDAY + "\\s(?<day>[0-3]?[0-9])(?:st|nd|rd|th)",
                        0.93,
                        RelativeDates::dayOfMonth),
                TimeRule.of("weekend", "(?<which>this|last|next|coming)\\sweekend", 0.95, PartsOfPeriod::weekend),
                TimeRule.of(
                        "part_of_period",
                        "(?<part>beginning|start|middle|end)\\sof\\s(?:(?<which>the|this|next|last)\\s"
                                + "(?<unit>week|month|quarter|year)|(?<year>20[0-9]{2}))",
                        0.95,
                        PartsOfPeriod::named),
                TimeRule.of("holiday", Holidays.PATTERN, 0.9, Holidays::named),
                TimeRule.of(
                        "season_of_year",
                        "(?<season>spring|summer|autumn|fall|winter)(?:\\sof)?\\s(?<year>20[0-9]{2})",
                        0.95,
                        Seasons::ofYear),
                TimeRule.of(
                        "season_alone",
                        "(?<=(?:in|since|during|until|till|by)\\s)(?<season>spring|summer|autumn|winter)"
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
                        "(?<=(?:the|by|on|until|till|before|since|due)\\s)(?<day>[0-3]?[0-9])(?:st|nd|rd|th)"
                                + "(?=\\s?(?:$|[,.;:!?)])|\\s(?:of|at|in|for|and|please|pls|to|until|because|we|i|was a)(?![\\p{L}]))",
                        0.85,
                        RelativeDates::dayOfMonth),
                TimeRule.of(
                        "bare_weekday",
                        "(?<name>monday|tuesday|wednesday|thursday|friday|saturday|sunday|tue|tues|wed(?!\\s(?:like|love|want|need))|thu"
                                + "|thurs|fri|(?:mon|sat|sun)(?=\\s?(?:-|to|till|until)\\s?" + CalendarWords.WEEKDAY
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
        ZonedDateTime now = reference.truncatedTo(ChronoUnit.MINUTES);
        ZonedDateTime other = now.plus((long) sign * count, unit);
        String grain = unit == ChronoUnit.HOURS ? "hour" : "day";
        if (unit != ChronoUnit.HOURS) {
            other = sign < 0
                    ? other.toLocalDate().atStartOfDay(reference.getZone())
                    : other.toLocalDate().plusDays(1).atStartOfDay(reference.getZone());
        }
        return sign < 0 ? TimeValue.span(grain, other, now) : TimeValue.span(grain, now, other);
    }

    private static TimeValue away(MatchResult match, ZonedDateTime reference, int sign) {
        long count = (long) sign * CalendarWords.count(match.group("count"));
        count *= match.group("unit").equals("fortnight") ? 2 : 1;
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
                    case "last" -> today.with(TemporalAdjusters.previous(day));
                    case "next" -> today.with(TemporalAdjusters.next(day));
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

    private static ChronoUnit unit(MatchResult match) {
        return switch (match.group("unit")) {
            case "hour", "hr", "h" -> ChronoUnit.HOURS;
            case "week", "fortnight" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            case "year" -> ChronoUnit.YEARS;
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
