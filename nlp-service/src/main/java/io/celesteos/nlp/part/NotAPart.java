package io.celesteos.nlp.part;

import io.celesteos.nlp.recognize.Finder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Numbers that have the shape of a part number and are a date or a telephone number. */
final class NotAPart {

    private static final Pattern EIGHT_DIGITS = Pattern.compile("(?:19|20)[0-9]{6}");
    private static final Finder TELEPHONE = Finder.of(
            "(?<![\\p{L}])(?:tel|phone|telephone|call|mobile|fax|whatsapp|passport|\\+[0-9]{1,3})[\\p{L}:.()\\s0-9-]{0,16}$");
    private static final int BEFORE = 28;

    private NotAPart() {}

    /** {@code 20240312} reads as a day; {@code 20249912} does not. */
    static boolean isDate(String number) {
        if (!EIGHT_DIGITS.matcher(number).matches()) {
            return false;
        }
        try {
            LocalDate.of(
                    Integer.parseInt(number.substring(0, 4)),
                    Integer.parseInt(number.substring(4, 6)),
                    Integer.parseInt(number.substring(6)));
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** Whether the words just before {@code start} announce a telephone number. */
    static boolean followsTelephoneWord(String text, int start) {
        return TELEPHONE.occursIn(text.substring(Math.max(0, start - BEFORE), start));
    }
}
