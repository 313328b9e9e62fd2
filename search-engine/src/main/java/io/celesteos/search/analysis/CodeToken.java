package io.celesteos.search.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A run of ASCII letters and digits, joined by single {@code - / . _}, as it stands in a text. */
record CodeToken(String raw, int start, int end) {

    static final Set<String> UNITS = Set.of(
            "v", "a", "ah", "w", "kw", "kva", "kwh", "hz", "khz", "mm", "cm", "m", "km", "nm", "in", "ft", "h", "hr",
            "hrs", "hours", "hour", "min", "mins", "minutes", "s", "sec", "seconds", "ms", "bar", "mbar", "psi", "kpa",
            "mpa", "c", "f", "k", "l", "ml", "lph", "rpm", "ppm", "kg", "g", "t", "deg", "ohm", "mohm", "um", "micron",
            "kn", "kts", "x", "nd", "rd", "th", "st", "years", "days", "weeks", "months", "litres", "metres");

    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+[A-Za-z]{0,4}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}");
    private static final Pattern MEASUREMENT = Pattern.compile("(\\d+)([a-z]{1,7})");
    private static final Set<String> MODEL_LETTERS = Set.of("a", "c", "f", "g", "k", "l", "m", "s", "t", "x");
    private static final int LONGEST = 48;
    private static final int SHORTEST_NUMBER = 4;

    static List<CodeToken> scan(String text) {
        List<CodeToken> tokens = new ArrayList<>();
        int length = text.length();
        int at = 0;
        while (at < length) {
            if (!alphanumeric(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            while (at < length
                    && (alphanumeric(text.charAt(at))
                            || (separator(text.charAt(at)) && at + 1 < length && alphanumeric(text.charAt(at + 1))))) {
                at++;
            }
            tokens.add(new CodeToken(text.substring(start, at), start, at));
        }
        return tokens;
    }

    /** Lower case, without separators. */
    String joined() {
        return joined(raw);
    }

    static String joined(String raw) {
        StringBuilder joined = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (!separator(raw.charAt(i))) {
                joined.append(raw.charAt(i));
            }
        }
        return joined.toString().toLowerCase(Locale.ROOT);
    }

    List<String> segments() {
        return List.of(raw.toLowerCase(Locale.ROOT).split("[-/._]"));
    }

    /** Whether it can be a code at all: it has a digit, and is no date, decimal or quantity with its unit. */
    boolean code() {
        String joined = joined();
        return joined.length() >= 2
                && joined.length() <= LONGEST
                && hasDigit(joined)
                && (hasLetter(joined) || joined.length() >= SHORTEST_NUMBER)
                && !plainQuantity();
    }

    boolean plainQuantity() {
        return decimalOrDate() || measurement(joined());
    }

    boolean decimalOrDate() {
        return DECIMAL.matcher(raw).matches() || DATE.matcher(raw).matches();
    }

    boolean shortLetters(int most) {
        return raw.length() <= most && !hasDigit(raw) && raw.equals(joined(raw).toUpperCase(Locale.ROOT));
    }

    static boolean measurement(String joined) {
        var matcher = MEASUREMENT.matcher(joined);
        if (!matcher.matches() || !UNITS.contains(matcher.group(2))) {
            return false;
        }
        // Nobody measures 3512 degrees: four digits and one of these letters are a model.
        return matcher.group(1).length() < SHORTEST_NUMBER || !MODEL_LETTERS.contains(matcher.group(2));
    }

    static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    static boolean hasLetter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                return true;
            }
        }
        return false;
    }

    private static boolean alphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean separator(char c) {
        return c == '-' || c == '/' || c == '.' || c == '_';
    }
}
