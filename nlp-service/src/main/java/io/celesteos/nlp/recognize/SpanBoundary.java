package io.celesteos.nlp.recognize;

import java.util.regex.Pattern;

/** Patterns over folded text that may not begin or end inside a word, a number or a longer code. */
public final class SpanBoundary {

    /** Not after a letter or digit, nor after a sign that joins it to one. */
    public static final String BEFORE = "(?<![\\p{L}0-9])(?<![\\p{L}0-9][-._])";

    /** Not before a letter or digit, nor before a sign that joins it to one. */
    public static final String AFTER = "(?![\\p{L}0-9])(?![-._][\\p{L}0-9])";

    private SpanBoundary() {}

    public static Pattern bounded(String pattern) {
        return Pattern.compile(BEFORE + "(?:" + pattern + ")" + AFTER);
    }
}
