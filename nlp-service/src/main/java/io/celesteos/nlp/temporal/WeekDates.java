package io.celesteos.nlp.temporal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Days told by their week, weeks told by a day, and ends of periods: {@code Friday next week}, {@code week of 9 November}. */
final class WeekDates {

    private static final String NAME = "(?<name>" + CalendarWords.WEEKDAY + ")";
    private static final String LONG_NAME = "(?<name>monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    private static final String COUNT = "(?<count>" + CalendarWords.COUNT + ")";

    private WeekDates() {}

    static List<TimeRule> rules() {
        return List.of(
                TimeRule.of(
                        "day_of_week",
                        "(?:" + NAME
                                + ",?\\s(?:of\\s)?(?<which>last|this|next|the coming)\\s(?:week|wk)|(?<before>last|this|next)\\s(?:week|wk)\\s(?:on\\s)?"
                                + "(?<after>" + CalendarWords.WEEKDAY + "))" + CalendarWords.PART_OF_DAY,
                        0.96,
                        WeekDates::dayOfWeek),
                TimeRule.of(
                        "week_from_day",
                        LONG_NAME + "\\sweek(?!\\s(?:[0-9]|of|before|after|later|plan|report|list|tank|task|job|end))",
                        0.86,
                        (match, reference) ->
                                TimeValue.day(ahead(match, reference).plusWeeks(1))),
                TimeRule.of(
                        "count_from_day",
                        COUNT + "\\s?(?<unit>day|week|wk|fortnight|month|mth|year|yr)s?\\s(?:from|on)\\s(?:" + NAME
                                + "|(?<word>today|tomorrow|now))",
                        0.97,
                        WeekDates::countFromDay),
                TimeRule.of(
                        "week_of_day",
                        "(?:(?:week|wk)\\s(?<side>of|commencing|beginning|starting|ending)|(?<brief>w/[ce]))\\s(?:the\\s)?(?:"
                                + CalendarDates.DAY + "(?:" + CalendarDates.PARTED + "|\\sof\\s)" + CalendarDates.MONTH
                                + "(?:" + CalendarDates.PARTED + CalendarDates.YEAR + ")?)",
                        0.97,
                        WeekDates::weekOfDay),
                TimeRule.of(
                        "day_of_this_month",
                        CalendarDates.DAY + "\\sof\\s(?<which>this|next|last|the)\\smonth",
                        0.96,
                        WeekDates::dayOfMonth),
                TimeRule.of(
                        "end_of_period",
                        "(?:(?<unit>year|month|quarter)[\\s-]end|(?<brief>eow|eom|eoy))",
                        0.85,
                        PartsOfPeriod::ended));
    }

    private static TimeValue dayOfWeek(MatchResult match, ZonedDateTime reference) {
        boolean first = match.group("name") != null;
        String which = match.group(first ? "which" : "before");
        DayOfWeek day = CalendarWords.weekday(match.group(first ? "name" : "after"));
        int shift = which.endsWith("coming") ? 1 : PartsOfPeriod.shift(which);
        LocalDate monday = reference.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return TimeValue.day(monday.plusWeeks(shift).with(TemporalAdjusters.nextOrSame(day)));
    }

    private static LocalDate ahead(MatchResult match, ZonedDateTime reference) {
        return reference.toLocalDate().with(TemporalAdjusters.next(CalendarWords.weekday(match.group("name"))));
    }

    private static TimeValue countFromDay(MatchResult match, ZonedDateTime reference) {
        LocalDate from = match.group("name") != null
                ? ahead(match, reference)
                : reference.toLocalDate().plusDays(match.group("word").equals("tomorrow") ? 1 : 0);
        return RelativeDates.away(match, from.atTime(reference.toLocalTime()).atZone(reference.getZone()), 1);
    }

    /** The week that begins or ends on the day, or, where neither is said, Monday to Sunday around it. */
    private static @Nullable TimeValue weekOfDay(MatchResult match, ZonedDateTime reference) {
        int month = CalendarWords.month(match.group("month")).getValue();
        int number = Integer.parseInt(match.group("day"));
        String year = match.group("year");
        LocalDate day = year == null
                ? CalendarDates.latest(month, number, reference.toLocalDate())
                : CalendarWords.date(CalendarWords.year(year), month, number);
        if (day == null) {
            return null;
        }
        LocalDate first = switch (String.valueOf(match.group(match.group("side") == null ? "brief" : "side"))) {
            case "ending", "w/e" -> day.minusDays(6);
            case "of" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            default -> day;
        };
        return TimeValue.days("week", first, first.plusWeeks(1), reference.getZone());
    }

    private static @Nullable TimeValue dayOfMonth(MatchResult match, ZonedDateTime reference) {
        YearMonth month = YearMonth.from(reference).plusMonths(PartsOfPeriod.shift(match.group("which")));
        int day = Integer.parseInt(match.group("day"));
        return month.isValidDay(day) ? TimeValue.day(month.atDay(day)) : null;
    }
}
