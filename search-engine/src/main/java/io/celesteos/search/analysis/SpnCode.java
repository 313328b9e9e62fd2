package io.celesteos.search.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A J1939 diagnostic code (SAE J1939-73): suspect parameter number, and failure mode where one is given,
 * however the two are written.
 */
record SpnCode(int start, int end, int spn, @Nullable Integer fmi) {

    private static final String GAP = "[\\s:#-]{0,3}";
    private static final Pattern SPN_FIRST = Pattern.compile("(?i)\\bSPN" + GAP + "(\\d{1,7})(?!\\d)"
            + "(?:[\\s,;:/.-]{0,4}FMI" + GAP + "(\\d{1,2})\\b|\\s?[/-]\\s?(\\d{1,2})\\b)?");
    private static final Pattern FMI_FIRST =
            Pattern.compile("(?i)\\bFMI" + GAP + "(\\d{1,2})[\\s,;:/.-]{1,4}SPN" + GAP + "(\\d{1,7})\\b");
    /** {@code 94 FMI 3}, where no other kind of number is named before it. */
    private static final Pattern NUMBER_FIRST = Pattern.compile(
            "(?i)(?<![\\w./-])(?<!\\b[A-Z]{2,4}[\\s:#-]{1,3})(\\d{1,6})" + "\\s{1,2}FMI" + GAP + "(\\d{1,2})\\b");

    private static final Pattern NAMED = Pattern.compile("(?i)spn|fmi");
    private static final int LAST_FMI = 31;

    static List<SpnCode> scan(String text) {
        List<SpnCode> found = new ArrayList<>();
        if (!NAMED.matcher(text).find()) {
            return found;
        }
        Matcher reversed = FMI_FIRST.matcher(text);
        while (reversed.find()) {
            found.add(new SpnCode(
                    reversed.start(), reversed.end(), number(reversed.group(2)), number(reversed.group(1))));
        }
        Matcher usual = SPN_FIRST.matcher(text);
        while (usual.find()) {
            int start = usual.start();
            int end = usual.end();
            if (found.stream().noneMatch(other -> start < other.end && other.start < end)) {
                String fmi = usual.group(2) != null ? usual.group(2) : usual.group(3);
                found.add(new SpnCode(start, end, number(usual.group(1)), fmi == null ? null : number(fmi)));
            }
        }
        Matcher number = NUMBER_FIRST.matcher(text);
        while (number.find()) {
            int start = number.start();
            int end = number.end();
            if (found.stream().noneMatch(other -> start < other.end && other.start < end)) {
                found.add(new SpnCode(start, end, number(number.group(1)), number(number.group(2))));
            }
        }
        return found;
    }

    /** {@code 4364-18} on its own: a number and what may be a failure mode; null when it cannot be. */
    static @Nullable SpnCode bare(CodeToken token) {
        List<String> segments = token.segments();
        if (segments.size() != 2
                || !segments.get(0).matches("\\d{2,6}")
                || !segments.get(1).matches("\\d{1,2}")
                || number(segments.get(1)) > LAST_FMI) {
            return null;
        }
        return new SpnCode(token.start(), token.end(), number(segments.get(0)), number(segments.get(1)));
    }

    String spnForm() {
        return "spn" + spn;
    }

    String exactForm() {
        return fmi == null ? spnForm() : spnForm() + "fmi" + fmi;
    }

    /** Forms answering a question for this code: its own, and with an FMI also the bare SPN, worth less. */
    Map<String, Float> asked() {
        Map<String, Float> forms = new LinkedHashMap<>();
        forms.put(exactForm(), 1f);
        forms.putIfAbsent(spnForm(), 0.35f);
        return forms;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
