package io.celesteos.nlp.temporal;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.regex.MatchResult;

/** Seasons of the northern hemisphere in whole months, as meteorologists count: spring is March to May. */
final class Seasons {

    private static final int MONTHS = 3;

    private Seasons() {}

    /** {@code last winter} is the latest that is over, {@code next} the first to begin; a plain season is the running one. */
    static TimeValue named(MatchResult match, ZonedDateTime reference) {
        LocalDate today = reference.toLocalDate();
        LocalDate running = beginning(today);
        int first = firstMonth(match.group("season"), running);
        boolean named = !match.group("season").equals("season");
        LocalDate start = running;
        while (start.getMonthValue() != first) {
            start = start.minusMonths(MONTHS);
        }
        int ago = named ? 12 : MONTHS;
        start = switch (match.group("which")) {
            case "last", "past" -> start.equals(running) ? start.minusMonths(ago) : start;
            case "next", "coming" -> start.plusMonths(ago);
            default ->
                start.equals(running) || named && start.plusMonths(12).isAfter(today.plusMonths(6))
                        ? start
                        : start.plusMonths(12);
        };
        return TimeValue.days("season", start, start.plusMonths(MONTHS), reference.getZone());
    }

    /** {@code summer 2026}; a winter is named after the year it begins in. */
    static TimeValue ofYear(MatchResult match, ZonedDateTime reference) {
        LocalDate start = LocalDate.of(CalendarWords.year(match.group("year")), 1, 1);
        start = start.withMonth(firstMonth(match.group("season"), start));
        return TimeValue.days("season", start, start.plusMonths(MONTHS), reference.getZone());
    }

    /** {@code in spring}: the latest that has begun. */
    static TimeValue recent(MatchResult match, ZonedDateTime reference) {
        LocalDate start = beginning(reference.toLocalDate());
        int first = firstMonth(match.group("season"), start);
        while (start.getMonthValue() != first) {
            start = start.minusMonths(MONTHS);
        }
        return TimeValue.days("season", start, start.plusMonths(MONTHS), reference.getZone());
    }

    private static int firstMonth(String season, LocalDate running) {
        return switch (season) {
            case "spring" -> 3;
            case "summer" -> 6;
            case "autumn", "fall" -> 9;
            case "winter" -> 12;
            default -> running.getMonthValue();
        };
    }

    static LocalDate beginning(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths(day.getMonthValue() % MONTHS);
    }
}
