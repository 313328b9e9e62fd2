package io.celesteos.stack.cli;

import io.celesteos.stack.terminal.Shown;
import java.util.function.UnaryOperator;

/** A snippet as the API has it (HTML-escaped, matches in {@code <mark>}) as one line of a terminal. */
final class Snippet {

    private static final String OPEN = "<mark>";
    private static final String CLOSE = "</mark>";

    private Snippet() {}

    /** @param most characters, marks not counted */
    static String of(String html, int most, UnaryOperator<String> marked) {
        StringBuilder line = new StringBuilder();
        String rest = html.replaceAll("\\s+", " ").strip();
        int left = most;
        while (!rest.isEmpty() && left > 0) {
            int open = rest.indexOf(OPEN);
            String before = text(open < 0 ? rest : rest.substring(0, open));
            line.append(before, 0, Math.min(left, before.length()));
            left -= before.length();
            if (open < 0) {
                break;
            }
            int close = rest.indexOf(CLOSE, open);
            String match = text(rest.substring(open + OPEN.length(), close < 0 ? rest.length() : close));
            if (left > 0) {
                line.append(marked.apply(match));
                left -= match.length();
            }
            rest = close < 0 ? "" : rest.substring(close + CLOSE.length());
        }
        return left > 0 ? line.toString() : line + "…";
    }

    private static String text(String html) {
        return Shown.plain(html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&"));
    }
}
