package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.TaggerWord;
import io.celesteos.nlp.text.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * A text and what its annotators marked.
 *
 * @param spans of words, all of them, inner ones too
 */
record Example(FoldedText text, List<TaggerWord> words, Set<GoldSpan> spans) {

    Example {
        words = List.copyOf(words);
        spans = Set.copyOf(spans);
    }

    /** Spans within no other, in the order of the text. */
    List<GoldSpan> outermost() {
        return spans.stream()
                .filter(span -> spans.stream().noneMatch(other -> other != span && other.contains(span)))
                .sorted(GoldSpan.IN_ORDER)
                .toList();
    }
}
