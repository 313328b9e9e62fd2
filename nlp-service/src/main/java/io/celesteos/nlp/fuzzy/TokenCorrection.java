package io.celesteos.nlp.fuzzy;

import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies correctors to the words of a text; the yacht's own words come second. */
public final class TokenCorrection {

    private TokenCorrection() {}

    public static List<Token> apply(List<Token> tokens, SpellingCorrector shipped, @Nullable SpellingCorrector yachts) {
        List<Token> corrected = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean partOfCode = token.number()
                    || token.before() == Gap.JOINED
                    || (i + 1 < tokens.size() && tokens.get(i + 1).before() == Gap.JOINED);
            String word = partOfCode ? null : correct(token.form(), shipped, yachts);
            corrected.add(word == null ? token : token.corrected(word));
        }
        return corrected;
    }

    private static @Nullable String correct(
            String word, SpellingCorrector shipped, @Nullable SpellingCorrector yachts) {
        boolean right =
                !SpellingCorrector.isCorrectable(word) || shipped.knows(word) || (yachts != null && yachts.knows(word));
        if (right) {
            return null;
        }
        String nearest = shipped.nearest(word);
        return nearest != null || yachts == null ? nearest : yachts.nearest(word);
    }
}
