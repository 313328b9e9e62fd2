package io.celesteos.nlp.text;

/**
 * A run of letters or a run of digits: {@code Gen2} is two tokens.
 *
 * @param form folded, without apostrophes, in standard spelling
 * @param before what parts it from the token before it
 * @param hashed directly after a {@code #}
 * @param corrected the form was mended: the text has a typo here
 */
public record Token(Span span, String form, boolean number, Gap before, boolean hashed, boolean corrected) {

    /** The same token, read as {@code word}. */
    public Token corrected(String word) {
        return new Token(span, word, number, before, hashed, true);
    }

    public boolean isSingleLetter() {
        return !number && form.length() == 1;
    }
}
