package io.celesteos.gateway.fallback.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * The query's words in a content. A longer word is found in its other forms too: by how it begins.
 *
 * @param found as the content writes them, each once
 * @param snippet part of the content, HTML-escaped, matches in {@code <mark>}
 */
record Marking(List<String> found, String snippet) {

    private static final int LENGTH = 260;
    private static final int LEAD = 60;
    private static final int MOST = 12;
    private static final int LONG_WORD = 8;
    private static final int ENDING = 3;
    private static final int PLURAL = 5;
    private static final int SHORTEST = 2;

    private record Span(int start, int end) {}

    static Marking of(String content, List<String> words) {
        List<Span> spans = spans(content, words);
        Set<String> found = new LinkedHashSet<>();
        spans.stream()
                .map(span -> content.substring(span.start(), span.end()))
                .limit(MOST)
                .forEach(found::add);
        return new Marking(List.copyOf(found), snippet(content, spans));
    }

    private static List<Span> spans(String content, List<String> words) {
        List<String> patterns = words.stream()
                .filter(word -> word.length() >= SHORTEST)
                .map(Marking::pattern)
                .toList();
        List<Span> spans = new ArrayList<>();
        if (!patterns.isEmpty()) {
            Matcher match = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])(?:" + String.join("|", patterns) + ")(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(content);
            while (match.find()) {
                spans.add(new Span(match.start(), match.end()));
            }
        }
        return spans;
    }

    private static String pattern(String word) {
        boolean plain = word.length() >= PLURAL && word.chars().allMatch(Character::isLetter);
        int ending = !plain ? 0 : word.length() >= LONG_WORD ? ENDING : 1;
        return Pattern.quote(word.substring(0, word.length() - ending)) + (plain ? "\\p{L}{0,6}" : "");
    }

    private static String snippet(String content, List<Span> spans) {
        int start = start(content, spans);
        int end = end(content, start);
        StringBuilder html = new StringBuilder(start > 0 ? "… " : "");
        int at = start;
        for (Span span : spans) {
            if (span.start() >= at && span.end() <= end) {
                html.append(escaped(content, at, span.start())).append("<mark>");
                html.append(escaped(content, span.start(), span.end())).append("</mark>");
                at = span.end();
            }
        }
        html.append(escaped(content, at, end));
        return html.append(end < content.length() ? " …" : "").toString().strip();
    }

    /** Where the window that begins there shows most of what matched. */
    private static int start(String content, List<Span> spans) {
        int best = 0;
        long most = 0;
        for (Span span : spans) {
            long shown = spans.stream()
                    .filter(other -> other.start() >= span.start() && other.end() <= span.start() + LENGTH - LEAD)
                    .count();
            if (shown > most) {
                most = shown;
                best = span.start();
            }
        }
        int start = Math.clamp(best - LEAD, 0, Math.max(0, content.length() - LENGTH));
        int blank = content.indexOf(' ', start);
        return start == 0 ? 0 : blank >= 0 && blank < best ? blank + 1 : whole(content, start);
    }

    private static int end(String content, int start) {
        if (start + LENGTH >= content.length()) {
            return content.length();
        }
        int blank = content.lastIndexOf(' ', start + LENGTH);
        return blank > start + LENGTH / 2 ? blank : whole(content, start + LENGTH);
    }

    /** Never between the two halves of a character. */
    private static int whole(String content, int at) {
        return Character.isLowSurrogate(content.charAt(at)) ? at - 1 : at;
    }

    private static String escaped(String content, int from, int to) {
        return HtmlUtils.htmlEscape(content.substring(from, to), "UTF-8");
    }
}
