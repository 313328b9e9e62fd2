package io.celesteos.nlp.gazetteer;

import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;

/** A term found in a text: tokens {@code first} to {@code last}, both inclusive. */
public record PhraseHit<T>(int first, int last, T value) {

    public Span span(SourceText source) {
        return source.span(first, last);
    }

    /** Whether neither end is in the middle of a word such as {@code 3512} in {@code 3512B}. */
    public boolean isWhole(SourceText source) {
        return source.gapBefore(first) != Gap.JOINED && !isJoinedRight(source);
    }

    public boolean isJoinedRight(SourceText source) {
        return source.gapBefore(last + 1) == Gap.JOINED;
    }

    /** Whether a typo was mended to find it. */
    public boolean isFuzzy(SourceText source) {
        for (int i = first; i <= last; i++) {
            if (source.token(i).corrected()) {
                return true;
            }
        }
        return false;
    }
}
