package io.celesteos.nlp.temporal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** {@code end of next week}, {@code beginning of the year}, {@code end of 2026}, {@code early next month}, {@code last weekend}. */
final class PartsOfPeriod {

    /** "End of year" needs no article; "early" and "late" stand before which week it is. */
    static final String PATTERN =
            "(?<part>beginning|begin|start|middle|mid|end|early|late)(?:\\sof\\s|[\\s-](?=(?:this|next|last)\\s))"
                    + "(?:(?:(?<which>the|this|next|last)\\s)?(?<unit>week|month|quarter|year|season)|(?<year>20[0-9]{2}))";

    private PartsOfPeriod() {}

    /** How many periods away from the running one. */
    static int shift(String which) {
        return switch (which) {
            case "last", "previous", "past" -> -1;
            case "next", "coming" -> 1;
            default -> 0;
        };
    }

    /** About a quarter of the period: two days of a week, seven of a month, three months of a year. */
    static TimeValue named(MatchResult match, ZonedDateTime reference) {
        String unit = match.group("unit");
        Period period = unit == null
                ? Period.ofYear(LocalDate.of(Integer.parseInt(match.group("year")), 1, 1))
                : Period.around(unit, reference.toLocalDate(), shift(String.valueOf(match.group("which"))));
        return part(match.group("part"), period, reference);
    }

    /** {@code year end}, {@code month-end}, {@code eom}. */
    static TimeValue ended(MatchResult match, ZonedDateTime reference) {
        String unit = match.group("unit");
        if (unit == null) {
            unit = switch (match.group("brief")) {
                case "eow" -> "week";
                case "eom" -> "month";
                default -> "year";
            };
        }
        return part("end", Period.around(unit, reference.toLocalDate(), 0), reference);
    }

    private static TimeValue part(String part, Period period, ZonedDateTime reference) {
        LocalDate first = switch (part) {
            case "end", "late" -> period.after().minusDays(period.part());
            case "middle", "mid" -> period.first().plusDays(2L * period.part() - period.part() / 2);
            default -> period.first();
        };
        return TimeValue.days(period.grain(), first, first.plusDays(period.part()), reference.getZone());
    }

    /** Saturday and Sunday; on one of them, "this" is the running one. */
    static @Nullable TimeValue weekend(MatchResult match, ZonedDateTime reference) {
        LocalDate monday = reference.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate saturday = monday.plusWeeks(shift(match.group("which"))).plusDays(5);
        return TimeValue.days("day", saturday, saturday.plusDays(2), reference.getZone());
    }

    /**
     * @param after first day that is no longer in it
     * @param part days that count as its beginning or end
     * @param grain of such a part
     */
    private record Period(LocalDate first, LocalDate after, int part, String grain) {

        static Period around(String unit, LocalDate day, int shift) {
            return switch (unit) {
                case "week" -> {
                    LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .plusWeeks(shift);
                    yield new Period(monday, monday.plusWeeks(1), 2, "day");
                }
                case "month" -> {
                    LocalDate first = day.withDayOfMonth(1).plusMonths(shift);
                    yield new Period(first, first.plusMonths(1), 7, "week");
                }
                case "quarter" -> {
                    LocalDate first = day.withDayOfMonth(1)
                            .withMonth((day.getMonthValue() - 1) / 3 * 3 + 1)
                            .plusMonths(3L * shift);
                    yield new Period(first, first.plusMonths(3), 21, "week");
                }
                case "season" -> {
                    LocalDate first = Seasons.beginning(day).plusMonths(3L * shift);
                    yield new Period(first, first.plusMonths(3), 21, "week");
                }
                default -> ofYear(day.withDayOfYear(1).plusYears(shift));
            };
        }

        static Period ofYear(LocalDate first) {
            return new Period(first, first.plusYears(1), 91, "month");
        }
    }
}
