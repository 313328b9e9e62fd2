package io.celesteos.search.analysis;

import io.celesteos.search.retrieval.CodeQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One machine of several, named by its kind and number: {@code DG2}, {@code GEN-2}, {@code generator no. 2} and
 * {@code #2 genset} are the form {@code generator#2}. Thread-safe.
 */
final class NumberedName {

    private static final String NO = "(?:no|nr|number|#)";
    private static final Pattern NO_BEFORE = Pattern.compile("(?i)(?<![\\w/-])" + NO + "[\\s.]{0,2}$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** The longest name with "number" and blanks behind it. */
    private static final int LONGEST_BEFORE = 40;

    private static final int MOST_DIGITS = 3;

    private final Map<String, String> kinds = new HashMap<>();
    private final Pattern nameBefore;
    private final Pattern nameAfter;

    /** @param numbered name to its kind */
    NumberedName(Map<String, String> numbered) {
        numbered.forEach((name, kind) -> kinds.put(name, kind.replace(' ', '_')));
        String names = numbered.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(name -> Pattern.quote(name).replace(" ", "\\E\\s+\\Q"))
                .collect(Collectors.joining("|"));
        nameBefore =
                Pattern.compile("(?i)(?<![\\w/-])(" + names + ")(?:[\\s.-]{0,2}" + NO + "[\\s.]{0,2}|[\\s.-]{0,2})$");
        nameAfter = Pattern.compile("(?i)\\s+(" + names + ")\\b");
    }

    /** A named machine: UTF-16 span and form. */
    record Unit(int start, int end, String form) {}

    /** Looks for the numbers first: there are few of them, and only beside one can there be such a name. */
    List<Unit> scan(String text) {
        List<Unit> units = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (!digit(text, at)) {
                at++;
                continue;
            }
            int end = at;
            while (digit(text, end)) {
                end++;
            }
            if (end - at <= MOST_DIGITS && counts(text, at, end)) {
                unit(text, at, end).ifPresent(units::add);
            }
            at = end;
        }
        return units;
    }

    private Optional<Unit> unit(String text, int start, int end) {
        Matcher before = nameBefore.matcher(text).region(Math.max(0, start - LONGEST_BEFORE), start);
        before.useTransparentBounds(true);
        if (before.find()) {
            return unit(before.group(1), text.substring(start, end), before.start(), end);
        }
        Matcher no = NO_BEFORE.matcher(text).region(Math.max(0, start - LONGEST_BEFORE), start);
        no.useTransparentBounds(true);
        Matcher after = nameAfter.matcher(text).region(end, text.length());
        return no.find() && after.lookingAt()
                ? unit(after.group(1), text.substring(start, end), no.start(), after.end())
                : Optional.empty();
    }

    private Optional<Unit> unit(String name, String digits, int start, int end) {
        String kind = kinds.get(BLANKS.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT));
        int number = Integer.parseInt(digits);
        return kind == null || number < 1 || number > 99
                ? Optional.empty()
                : Optional.of(new Unit(start, end, kind + CodeQuery.UNIT + number));
    }

    /** A number that is one by itself: neither part of a word, a fraction or a share, nor a measure. */
    private static boolean counts(String text, int start, int end) {
        char next = end < text.length() ? text.charAt(end) : ' ';
        boolean joined = Character.isLetterOrDigit(next) || next == '_' || next == '%';
        boolean goesOn =
                ".,/-".indexOf(next) >= 0 && end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
        boolean atMostTwo = end - start < MOST_DIGITS || text.charAt(start) == '0';
        return atMostTwo && !joined && !goesOn && !measured(text, end);
    }

    private static boolean digit(String text, int place) {
        return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }

    /** Whether a unit of measure follows the number: {@code pump 4 bar} names no fourth pump. */
    private static boolean measured(String text, int end) {
        int from = end;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        int to = from;
        while (to < text.length() && Character.isLetter(text.charAt(to))) {
            to++;
        }
        return to > from && CodeToken.UNITS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }
}
