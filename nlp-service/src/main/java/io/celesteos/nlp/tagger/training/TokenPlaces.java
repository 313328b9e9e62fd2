package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.TaggerWord;
import io.celesteos.nlp.text.FoldedText;
import java.util.List;

/** Where the words of a corpus, joined by blanks, are among the tagger's own. */
final class TokenPlaces {

    private final int[] starts;
    private final int[] ends;
    private final FoldedText text;
    private final List<TaggerWord> words;

    TokenPlaces(List<String> tokens, FoldedText text, List<TaggerWord> words) {
        this.starts = new int[tokens.size()];
        this.ends = new int[tokens.size()];
        this.text = text;
        this.words = words;
        int at = 0;
        for (int i = 0; i < tokens.size(); i++) {
            starts[i] = at;
            ends[i] = at + tokens.get(i).length();
            at = ends[i] + 1;
        }
    }

    /** The tagger's word that begins where the token does. */
    int firstWord(int token) {
        return wordAt(starts[token], true);
    }

    /** The tagger's word that ends where the token does. */
    int lastWord(int token) {
        return wordAt(ends[token], false);
    }

    private int wordAt(int offset, boolean start) {
        for (int i = 0; i < words.size(); i++) {
            var span = words.get(i).span();
            if ((start ? text.originalStart(span) : text.originalEnd(span)) == offset) {
                return i;
            }
        }
        throw new IllegalArgumentException("no word begins or ends at " + offset + " of " + text.original());
    }
}
