package io.celesteos.search.analysis;

import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Keeps what can be mistyped: words of four letters and more. Numbers and codes are never guessed at. */
final class WrittenWordFilter extends FilteringTokenFilter {

    static final int SHORTEST = 4;
    private static final int LONGEST = 40;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    WrittenWordFilter(TokenStream input) {
        super(input);
    }

    @Override
    protected boolean accept() {
        if (term.length() < SHORTEST || term.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < term.length(); i++) {
            if (!Character.isLetter(term.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
