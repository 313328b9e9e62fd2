package io.celesteos.nlp.temporal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of months and days in English, as patterns and as values. */
final class CalendarWords {

    static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?"
            // A machine that may be hot is no day in May.
            + "|may(?!\\s(?:be|have|need|not|also|cause|lead|require|fail|still|well|only|result|indicate|want|start|stop|run))|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    static final String WEEKDAY = "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
            + "|sat(?:urday)?(?!\\s(?:phone|compass|dome|tv|comms?|link|antenna|nav|down))"
            + "|sun(?:day)?(?!\\s?(?:deck|awning|bed|lounger|pad|shade|shower|cover|cream|lotion)))";
    /** A part of a day said with the day; it does not change which day is meant. */
    static final String PART_OF_DAY = "(?:\\s(?:morning|afternoon|evening|night))?";

    /** Of "2-3" and "2 or 3" the first is meant. */
    static final String COUNT =
            "(?:[0-9]{1,3}(?:\\s?(?:-|to|or)\\s?[0-9]{1,2})?|(?:an?\\s)?(?:few|couple(?:\\sof)?)|several"
                    + "|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("fifteen", 15),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30));

    private static final int COUPLE = 2;
    private static final int FEW = 3;

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
        Matcher digits = DIGITS.matcher(word);
        if (digits.lookingAt()) {
            return Integer.parseInt(digits.group());
        }
        if (word.contains("couple")) {
            return COUPLE;
        }
        return word.contains("few") || word.equals("several") ? FEW : NUMBERS.getOrDefault(word, 1);
    }

    /** Two digits are of this century up to 69, of the last one from 70 (POSIX). */
    static int year(String written) {
        String digits = written.startsWith("'") ? written.substring(1) : written;
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
