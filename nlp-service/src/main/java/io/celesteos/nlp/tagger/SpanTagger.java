package io.celesteos.nlp.tagger;

import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a text with one model. A span is told when it is likelier than the threshold, be it outermost or the end of a
 * longer one of the same label. Immutable, thread-safe; linear in the length of the text.
 */
public final class SpanTagger {

    private static final Comparator<TaggedSpan> IN_ORDER = Comparator.comparingInt(
                    (TaggedSpan tagged) -> tagged.span().start())
            .thenComparingInt(tagged -> -tagged.span().end());

    private final TextEncoder encoder;
    private final SpanWeights weights;
    private final Cut cut;

    public SpanTagger(TextEncoder encoder, SpanWeights weights, Cut cut) {
        if (encoder.dimensions() != weights.dimensions()) {
            throw new IllegalArgumentException("the model was trained with vectors of " + weights.dimensions()
                    + " dimensions and there are some of " + encoder.dimensions());
        }
        this.encoder = encoder;
        this.weights = weights;
        this.cut = cut;
    }

    /**
     * Spans in the order of the text, a longer one before what it holds.
     *
     * @param threshold above 0, below 1; from 0.5 on no two spans can cross
     */
    public List<TaggedSpan> tag(FoldedText text, double threshold) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("a threshold is above 0 and below 1, not " + threshold);
        }
        List<TaggerWord> words = TaggerWords.of(text, cut);
        List<TaggedSpan> tagged = new ArrayList<>();
        if (!words.isEmpty()) {
            SpanProbabilities probabilities = SpanProbabilities.of(encoder.encode(words), weights);
            probabilities.each(
                    threshold,
                    (from, to, label, probability) -> tagged.add(new TaggedSpan(
                            new Span(
                                    words.get(from).span().start(),
                                    words.get(to - 1).span().end()),
                            weights.labels().get(label),
                            probability)));
        }
        tagged.sort(IN_ORDER);
        return tagged;
    }
}
