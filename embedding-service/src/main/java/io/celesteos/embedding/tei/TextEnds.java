package io.celesteos.embedding.tei;

import java.util.function.Predicate;

/**
 * The end of a text that a model can read whole: what is left when it is cut on the left. Tokenizers cut on the
 * right alone, so the place is searched for.
 */
final class TextEnds {

    /** About a word: what the search may leave unread. */
    private static final int PRECISION = 8;

    private static final int LONGEST_WORD = 64;

    private TextEnds() {}

    /**
     * The longest end that fits, up to a word; it begins at a word where there are any.
     *
     * @param fits true of shorter ends where it is true of longer ones
     * @param surelyFits number of UTF-16 units that always do, 1 or more
     */
    static String longest(String text, int surelyFits, Predicate<String> fits) {
        if (fits.test(text)) {
            return text;
        }
        int good = Math.min(surelyFits, text.length());
        int bad = text.length();
        for (long length = 2L * good; length < bad; length *= 2) {
            if (fits.test(end(text, (int) length))) {
                good = (int) length;
            } else {
                bad = (int) length;
            }
        }
        while (bad - good > PRECISION) {
            int middle = (good + bad) >>> 1;
            if (fits.test(end(text, middle))) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return fromNextWord(end(text, good));
    }

    /** The last {@code length} units, one less where the first would be half a character. */
    private static String end(String text, int length) {
        int start = text.length() - length;
        return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
    }

    private static String fromNextWord(String end) {
        for (int i = 0; i < Math.min(LONGEST_WORD, end.length()); i++) {
            if (Character.isWhitespace(end.charAt(i))) {
                String words = end.substring(i).stripLeading();
                return words.isEmpty() ? end : words;
            }
        }
        return end;
    }
}
