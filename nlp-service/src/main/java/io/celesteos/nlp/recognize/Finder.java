package io.celesteos.nlp.recognize;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a pattern finds, in the same order, and tries the pattern only where a match can begin: at a sign that one can
 * begin with and, for patterns of {@link SpanBoundary} and the like, at the start of a word. Most patterns begin with a digit
 * or with one of a few letters, which few places of a text do; asking a pattern everywhere was most of the cost of
 * reading. Immutable, thread-safe.
 */
public final class Finder {

    private static final int ASCII = 128;
    private static final String AT_WORD_START = "(?<![\\p{L}0-9])";

    private final Pattern pattern;
    private final boolean atWordStart;
    private final boolean[] beginners = new boolean[ASCII];

    private Finder(Pattern pattern) {
        this.pattern = pattern;
        var written = new PatternText(pattern.pattern());
        this.atWordStart = pattern.pattern().startsWith(AT_WORD_START) && written.isOneSequence();
        Pattern ahead = Pattern.compile(written.withoutLookingBack());
        for (char sign = 0; sign < ASCII; sign++) {
            beginners[sign] = !isFolded(sign) || canBeginWith(sign, ahead);
        }
    }

    /** @param pattern over folded text, never matching nothing */
    public static Finder of(String pattern) {
        return new Finder(Pattern.compile(pattern));
    }

    /** Of {@link SpanBoundary#bounded}. */
    public static Finder bounded(String pattern) {
        return new Finder(SpanBoundary.bounded(pattern));
    }

    /** The matches, each good until the next is asked for: they are one matcher, moved on. */
    public Iterable<Matcher> in(String text) {
        return () -> new Search(text);
    }

    /** Whether there is a match at all. */
    public boolean occursIn(String text) {
        return new Search(text).hasNext();
    }

    private final class Search implements Iterator<Matcher> {
        private final String text;
        private @Nullable Matcher matcher;
        private int at;
        private boolean found;

        Search(String text) {
            this.text = text;
        }

        @Override
        public boolean hasNext() {
            if (!found) {
                found = find();
            }
            return found;
        }

        @Override
        public Matcher next() {
            if (!hasNext() || matcher == null) {
                throw new NoSuchElementException();
            }
            found = false;
            return matcher;
        }

        private boolean find() {
            int length = text.length();
            for (int i = at; i < length; i++) {
                char sign = text.charAt(i);
                if (sign < ASCII && !beginners[sign]) {
                    continue;
                }
                if (atWordStart && i > 0 && isLetterOrDigit(text.charAt(i - 1))) {
                    continue;
                }
                if (matcher().region(i, length).lookingAt()) {
                    at = Math.max(i + 1, matcher().end());
                    return true;
                }
            }
            at = length;
            return false;
        }

        private Matcher matcher() {
            Matcher matcher = this.matcher;
            if (matcher == null) {
                // What stands before and after a place counts as it does for a search through the whole text.
                matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
                this.matcher = matcher;
            }
            return matcher;
        }
    }

    private static boolean canBeginWith(char sign, Pattern pattern) {
        Matcher match = pattern.matcher(String.valueOf(sign));
        // The end was hit: with more text there might have been a match.
        return match.lookingAt() || match.hitEnd();
    }

    /** Capitals and control characters are not worth the time of a start: folded text has none or few. */
    private static boolean isFolded(char sign) {
        return sign >= ' ' && (sign < 'A' || sign > 'Z');
    }

    /** ASCII alone: the pattern itself knows the others. */
    private static boolean isLetterOrDigit(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
    }
}
