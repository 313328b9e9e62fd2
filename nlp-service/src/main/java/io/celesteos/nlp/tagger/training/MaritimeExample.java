package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.corpus.AnnotatedSentence;
import io.celesteos.nlp.corpus.Annotation;
import io.celesteos.nlp.tagger.Cut;
import io.celesteos.nlp.tagger.TaggerWord;
import io.celesteos.nlp.tagger.TaggerWords;
import io.celesteos.nlp.text.FoldedText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An annotated sentence of the project in the tagger's words. */
final class MaritimeExample {

    private MaritimeExample() {}

    /** @throws IllegalArgumentException when an annotation begins or ends inside a word */
    static Example of(AnnotatedSentence sentence) {
        FoldedText text = FoldedText.of(sentence.text());
        List<TaggerWord> words = TaggerWords.of(text, Cut.SIGNS);
        Set<GoldSpan> spans = new HashSet<>();
        for (Annotation annotation : sentence.annotations()) {
            spans.add(span(annotation, text, words, sentence.source()));
        }
        return new Example(text, words, spans);
    }

    private static GoldSpan span(Annotation annotation, FoldedText text, List<TaggerWord> words, String source) {
        int from = -1;
        int to = -1;
        for (int i = 0; i < words.size(); i++) {
            var span = words.get(i).span();
            if (text.originalStart(span) == annotation.span().start()) {
                from = i;
            }
            if (text.originalEnd(span) == annotation.span().end()) {
                to = i + 1;
            }
        }
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(source + ": " + annotation + " begins or ends inside a word");
        }
        return new GoldSpan(from, to, annotation.kind().name().toLowerCase(Locale.ROOT));
    }
}
