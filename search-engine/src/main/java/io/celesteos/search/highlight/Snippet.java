package io.celesteos.search.highlight;

import java.util.List;

/** The part of a content that shows most of what matched, as safe HTML. */
final class Snippet {

    private static final int LENGTH = 260;
    private static final int LEAD = 60;
    private static final int WORD = 24;

    private Snippet() {}

    static String of(String content, List<TextSpan> matches) {
        return html(content, matches, matches.isEmpty() ? 0 : start(content, matches));
    }

    /** Begins with the sentence, so that it is read before what follows it. */
    static String of(String content, TextSpan sentence, List<TextSpan> matches) {
        boolean all = content.length() <= LENGTH;
        return html(content, matches, all ? 0 : sentence.start());
    }

    private static String html(String content, List<TextSpan> matches, int start) {
        int end = end(content, start);
        StringBuilder html = new StringBuilder(LENGTH + 64);
        html.append(start > 0 ? "… " : "");
        int at = start;
        for (TextSpan match : matches) {
            int from = Math.max(match.start(), at);
            int to = Math.min(match.end(), end);
            if (from < to) {
                escape(content, at, from, html);
                html.append("<mark>");
                escape(content, from, to, html);
                html.append("</mark>");
                at = to;
            }
        }
        escape(content, at, end, html);
        return html.append(end < content.length() ? " …" : "").toString().strip();
    }

    /** A little before the match from which the window covers most matched text. */
    private static int start(String content, List<TextSpan> matches) {
        int best = 0;
        int most = -1;
        for (int i = 0; i < matches.size(); i++) {
            int from = matches.get(i).start();
            int covered = 0;
            for (int j = i; j < matches.size() && matches.get(j).end() <= from + LENGTH - LEAD; j++) {
                covered += matches.get(j).end() - matches.get(j).start();
            }
            if (covered > most) {
                most = covered;
                best = from;
            }
        }
        int start = Math.max(0, best - LEAD);
        if (content.length() <= LENGTH) {
            return 0;
        }
        start = Math.min(start, content.length() - LENGTH);
        return start == 0 ? 0 : afterBlank(content, start, best);
    }

    private static int afterBlank(String content, int start, int limit) {
        for (int i = start; i < limit; i++) {
            if (Character.isWhitespace(content.charAt(i))) {
                return i + 1;
            }
        }
        return Character.isLowSurrogate(content.charAt(start)) ? start - 1 : start;
    }

    private static int end(String content, int start) {
        int end = start + LENGTH;
        if (end >= content.length()) {
            return content.length();
        }
        for (int i = end; i > end - WORD; i--) {
            if (Character.isWhitespace(content.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(content.charAt(end)) ? end - 1 : end;
    }

    private static void escape(String content, int from, int to, StringBuilder html) {
        for (int i = from; i < to; i++) {
            char c = content.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }
}
