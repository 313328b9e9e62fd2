package io.celesteos.search.indexing;

/**
 * About how many tokens a text has for models with BERT's vocabulary, without that vocabulary: words of usual length
 * are one token, long ones more, digits go in pairs and each punctuation mark by itself.
 */
final class WordPieceEstimate {

    private static final int LETTERS_IN_ONE = 8;
    private static final int LETTERS_MORE = 4;
    private static final int DIGITS = 2;

    private WordPieceEstimate() {}

    static int tokens(String text) {
        int tokens = 0;
        int letters = 0;
        int digits = 0;
        for (int i = 0; i <= text.length(); i++) {
            char each = i < text.length() ? text.charAt(i) : ' ';
            boolean letter = Character.isLetter(each);
            boolean digit = Character.isDigit(each);
            if (!letter && letters > 0) {
                tokens += 1 + Math.max(0, letters - LETTERS_IN_ONE + LETTERS_MORE - 1) / LETTERS_MORE;
                letters = 0;
            }
            if (!digit && digits > 0) {
                tokens += (digits + DIGITS - 1) / DIGITS;
                digits = 0;
            }
            letters += letter ? 1 : 0;
            digits += digit ? 1 : 0;
            if (!letter && !digit && !Character.isWhitespace(each) && !Character.isLowSurrogate(each)) {
                tokens++;
            }
        }
        return tokens;
    }
}
