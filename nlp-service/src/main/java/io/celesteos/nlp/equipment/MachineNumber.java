package io.celesteos.nlp.equipment;

import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Token;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a number beside a machine is its name ({@code Gen 2}) or counts something ({@code generator 2 kW}). */
final class MachineNumber {

    private static final int LARGEST = 20;
    private static final Set<String> MONTHS = Set.of(
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** Words after which a number before them is a quantity and no name. */
    private static final Set<String> COUNTED = Set.of(
            "bar", "psi", "hours", "hour", "hrs", "hr", "h", "rpm", "days", "day", "weeks", "week", "months", "month",
            "years", "year", "minutes", "min", "mins", "times", "v", "kw", "kva", "hz", "litres", "degrees", "percent",
            "pm", "am", "x", "th", "nd", "rd", "litre", "amps", "volts", "mm", "cm", "kg", "way", "ways", "phase",
            "ppm", "nm", "l", "mohm", "hp", "knots", "kts", "pcs", "pieces", "crew", "guests");

    private MachineNumber() {}

    /** 1 to 20; null for what is no machine's number. */
    static @Nullable Integer of(String digits) {
        if (digits.length() > 2) {
            return null;
        }
        int value = Integer.parseInt(digits);
        return value >= 1 && value <= LARGEST ? value : null;
    }

    /** Whether the number at {@code index} goes with what follows it. */
    static boolean isQuantityOrDate(SourceText source, int index) {
        if (isFollowedBySign(source, index)) {
            return true;
        }
        if (index + 1 >= source.size()) {
            return false;
        }
        Token next = source.token(index + 1);
        boolean near = next.before().compareTo(Gap.SPACE) <= 0;
        boolean month =
                MONTHS.contains(next.form()) && !(next.form().equals("may") && !followedByNumber(source, index + 1));
        return next.before() == Gap.JOINED || (near && (COUNTED.contains(next.form()) || month));
    }

    private static boolean followedByNumber(SourceText source, int index) {
        return index + 1 < source.size() && source.token(index + 1).number();
    }

    private static boolean isFollowedBySign(SourceText source, int index) {
        int end = source.token(index).span().end();
        String text = source.folded();
        int at = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        boolean sign = at < text.length() && (text.charAt(at) == '%' || text.charAt(at) == '°');
        // 2.5, 2,5 and 12:30 are one number each.
        boolean goesOn = end + 1 < text.length()
                && ".,:".indexOf(text.charAt(end)) >= 0
                && Character.isDigit(text.charAt(end + 1));
        return sign || goesOn;
    }
}
