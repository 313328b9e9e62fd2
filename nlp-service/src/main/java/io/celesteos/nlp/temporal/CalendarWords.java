package io.celesteos.nlp.temporal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of months and days in English, as patterns and as values. */
final class CalendarWords {

    static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?"
            // A machine that may be hot is no day in May.
            + "|may(?!\\s(?:be|have|need|not|also|cause|lead|require|fail|still|well|only|result|indicate|want|start|stop|run))|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    static final String WEEKDAY = "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
            + "|sat(?:urday)?(?!\\s(?:phone|compass|dome|tv|comms?|link|antenna|nav|down))"
            + "|sun(?:day)?(?!\\s?(?:deck|awning|bed|lounger|pad|shade|shower|cover|cream|lotion)))";
    /** A part of a day said with the day; it does not change which day is meant. */
    static final String PART_OF_DAY = "(?:\\s(?:morning|afternoon|evening|night))?";

    static final String COUNT = "(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";

    private static final String[] NUMBERS = {
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
    };

    private CalendarWords() {}

    static Month month(String word) {
        String start = word.substring(0, 3);
        for (Month month : Month.values()) {
            if (month.name().toLowerCase(Locale.ROOT).startsWith(start)) {
                return month;
            }
        }
        throw new IllegalArgumentException("no month: " + word);
    }

    static DayOfWeek weekday(String word) {
        String start = word.substring(0, 3);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).startsWith(start)) {
                return day;
            }
        }
        throw new IllegalArgumentException("no weekday: " + word);
    }

    static int count(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return Integer.parseInt(word);
        }
        for (int i = 1; i < NUMBERS.length; i++) {
            if (NUMBERS[i].equals(word)) {
                return i;
            }
        }
        return 1;
    }

    /** Two digits are of this century up to 69, of the last one from 70 (POSIX). */
    static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    /** Null when the calendar has no such day. */
    static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
