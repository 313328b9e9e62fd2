package io.celesteos.nlp.temporal;

import io.celesteos.nlp.recognize.Finder;
import java.time.ZonedDateTime;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * One way of writing a date.
 *
 * @param name of the rule in answers
 * @param pattern over folded text, linear
 * @param confidence 0 to 1
 * @param meaning of a match, null when there is no such day
 */
record TimeRule(String name, Finder pattern, double confidence, Meaning meaning) {

    /** Whether the text holds any letters that the rule needs. */
    boolean mayMatch(String text) {
        for (String hint : TimeHints.of(name)) {
            if (text.contains(hint)) {
                return true;
            }
        }
        return false;
    }

    /** From a match and the moment it is read at to a value. */
    interface Meaning {
        @Nullable
        TimeValue of(MatchResult match, ZonedDateTime reference);
    }

    static TimeRule of(String name, String pattern, double confidence, Meaning meaning) {
        return new TimeRule(
                name,
                Finder.of("(?<![\\p{L}0-9])(?<![0-9][-./:])(?:" + pattern + ")(?![\\p{L}0-9])(?![-/][0-9])"),
                confidence,
                meaning);
    }
}
