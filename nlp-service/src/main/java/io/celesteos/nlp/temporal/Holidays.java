package io.celesteos.nlp.temporal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.MatchResult;

/** Holidays that crews plan by: the running or the next one is meant. */
final class Holidays {

    static final String PATTERN =
            "(?<name>(?:christmas|xmas|x-mas)(?:\\s(?:eve|day))?|new year(?:'?s (?:eve|day)|\\s(?:eve|day))?"
                    + "|easter(?:\\s(?:sunday|monday))?|good friday|boxing day|thanksgiving(?:\\sday)?)"
                    + "(?!\\s(?:tree|lights?|party|dinner|lunch|decorations?|eggs?|bunny|island|menu|charter|greetings|wishes|resolution))";

    private Holidays() {}

    static TimeValue named(MatchResult match, ZonedDateTime reference) {
        LocalDate today = reference.toLocalDate();
        String name = match.group("name");
        LocalDate day = in(today.getYear(), name);
        return TimeValue.day(day.isBefore(today) ? in(today.getYear() + 1, name) : day);
    }

    private static LocalDate in(int year, String name) {
        if (name.startsWith("easter")) {
            LocalDate sunday = easter(year);
            return name.endsWith("monday") ? sunday.plusDays(1) : sunday;
        }
        if (name.startsWith("new")) {
            return name.endsWith("eve") ? LocalDate.of(year, 12, 31) : LocalDate.of(year, 1, 1);
        }
        if (name.startsWith("thanksgiving")) {
            return LocalDate.of(year, 11, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
        }
        if (name.equals("good friday")) {
            return easter(year).minusDays(2);
        }
        if (name.equals("boxing day")) {
            return LocalDate.of(year, 12, 26);
        }
        return LocalDate.of(year, 12, name.endsWith("eve") ? 24 : 25);
    }

    /** The Gregorian Easter Sunday (Meeus, Jones and Butcher). */
    private static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int rest = year % 100;
        int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int sum = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
