package io.celesteos.contracts.knowledge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between two lines of {@code ---} at the head of a Markdown file: lines of {@code key: value}, as other
 * tools write them in YAML. Only that much of YAML is read; a head that is not closed soon is text.
 */
record FrontMatter(Map<String, String> values, String body) {

    private static final int MOST_LINES = 50;
    private static final int MOST_CHARACTERS = 4_000;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,39}):[ \\t]+(.+)");

    static FrontMatter of(String text) {
        int lineEnd = text.indexOf('\n');
        if (lineEnd < 0 || !text.substring(0, lineEnd).stripTrailing().equals("---")) {
            return new FrontMatter(Map.of(), text);
        }
        Map<String, String> values = new LinkedHashMap<>();
        int from = lineEnd + 1;
        for (int lines = 0; lines < MOST_LINES && from < text.length() && from < MOST_CHARACTERS; lines++) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            String line = text.substring(from, end).strip();
            from = end + 1;
            if (line.equals("---") || line.equals("...")) {
                return new FrontMatter(values, from >= text.length() ? "" : text.substring(from));
            }
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                String value = unquoted(entry.group(2).strip());
                if (!value.isBlank()) {
                    values.putIfAbsent(entry.group(1).toLowerCase(Locale.ROOT), cut(value));
                }
            }
        }
        return new FrontMatter(Map.of(), text);
    }

    private static String unquoted(String value) {
        char first = value.charAt(0);
        boolean quoted = value.length() > 1 && (first == '"' || first == '\'') && value.endsWith("" + first);
        return (quoted ? value.substring(1, value.length() - 1) : value).strip();
    }

    private static String cut(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        int end = Character.isLowSurrogate(value.charAt(LONGEST_VALUE)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return value.substring(0, end).strip();
    }
}
