package io.celesteos.search.highlight;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a passage into its sentences, list items, table rows and headings. */
final class Sentences {

    /** After a full stop before what can begin a sentence; before list items, rows and headings; at a blank line. */
    private static final Pattern END = Pattern.compile(
            "(?<=[.!?][\"')\\]]?)\\s+(?=[\\p{Lu}\\p{Nd}\"'(\\[])|\\n\\s*(?=[-*|#\\u2022]|\\d+[.)] )|\\n\\s*\\n\\s*");

    private static final int LONGEST_HEADING = 80;

    private Sentences() {}

    static List<TextSpan> of(String content) {
        List<TextSpan> sentences = new ArrayList<>();
        int start = headingEnd(content, sentences);
        Matcher end = END.matcher(content);
        end.region(start, content.length());
        end.useTransparentBounds(true);
        while (end.find()) {
            add(content, start, end.start(), sentences);
            start = end.end();
        }
        add(content, start, content.length(), sentences);
        return sentences;
    }

    /** A chunk begins with the heading it stands under, on a line of its own. */
    private static int headingEnd(String content, List<TextSpan> sentences) {
        int line = content.indexOf('\n');
        if (line <= 0 || line > LONGEST_HEADING || ".!?,;".indexOf(content.charAt(line - 1)) >= 0) {
            return 0;
        }
        int next = line + 1;
        while (next < content.length() && Character.isWhitespace(content.charAt(next))) {
            next++;
        }
        if (next == content.length() || Character.isLowerCase(content.charAt(next))) {
            return 0;
        }
        add(content, 0, line, sentences);
        return line + 1;
    }

    private static void add(String content, int start, int end, List<TextSpan> sentences) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(content.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(content.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            sentences.add(new TextSpan(from, to));
        }
    }
}
