package io.celesteos.search.analysis;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * British spelling to American: listed words, and the endings -ise, -yse and -our. A word that only looks
 * British (cruise) is folded too; it is folded the same everywhere, so it is still found.
 */
final class SpellingFoldFilter extends TokenFilter {

    private static final int SHORTEST = 5;

    /** Characters before the endings, at least. */
    private static final int STEM = 3;

    private static final Pattern ISE = Pattern.compile("(\\w{3,}[iy])s(e|es|ed|er|ers|ing|ation|ations)");
    private static final Pattern OUR = Pattern.compile("(\\w{3,})our(s|ed|ing|less)?");

    private final Map<String, String> listed;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    SpellingFoldFilter(TokenStream input, Map<String, String> listed) {
        super(input);
        this.listed = listed;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        if (term.length() >= SHORTEST - 1) {
            String word = term.toString();
            String folded = fold(word);
            if (!folded.equals(word)) {
                term.setEmpty().append(folded);
            }
        }
        return true;
    }

    private String fold(String word) {
        String american = listed.get(word);
        if (american != null) {
            return american;
        }
        if (word.length() < SHORTEST) {
            return word;
        }
        if (mayBe(word, "is") || mayBe(word, "ys")) {
            Matcher ise = ISE.matcher(word);
            if (ise.matches()) {
                return ise.group(1) + "z" + ise.group(2);
            }
        }
        if (mayBe(word, "our")) {
            Matcher our = OUR.matcher(word);
            if (our.matches()) {
                return our.group(1) + "or" + (our.group(2) == null ? "" : our.group(2));
            }
        }
        return word;
    }

    /** Most words are ruled out by this, at a fraction of what trying the pattern costs. */
    private static boolean mayBe(String word, String ending) {
        return word.indexOf(ending, STEM) >= 0;
    }
}
