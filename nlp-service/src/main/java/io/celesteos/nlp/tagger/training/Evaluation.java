package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.SpanProbabilities;
import io.celesteos.nlp.tagger.SpanWeights;
import io.celesteos.nlp.tagger.TextEncoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a model finds in annotated texts, against what is marked. */
final class Evaluation {

    private final TextEncoder encoder;
    private final SpanWeights weights;
    private final double threshold;

    Evaluation(TextEncoder encoder, SpanWeights weights, double threshold) {
        this.encoder = encoder;
        this.weights = weights;
        this.threshold = threshold;
    }

    void score(List<Example> examples, Scorecard card) {
        examples.forEach(example -> card.add(example.spans(), found(example)));
    }

    Set<GoldSpan> found(Example example) {
        Set<GoldSpan> found = new HashSet<>();
        if (!example.words().isEmpty()) {
            SpanProbabilities.of(encoder.encode(example.words()), weights)
                    .each(
                            threshold,
                            (from, to, label, probability) -> found.add(
                                    new GoldSpan(from, to, weights.labels().get(label))));
        }
        return found;
    }

    /** What was missed ({@code -}) and what was invented ({@code +}), in the order of the text. */
    List<String> errors(Example example) {
        Set<GoldSpan> found = found(example);
        return Stream.concat(found.stream(), example.spans().stream())
                .distinct()
                .filter(span -> !found.contains(span) || !example.spans().contains(span))
                .sorted(GoldSpan.IN_ORDER)
                .map(span -> (found.contains(span) ? "+ " : "- ") + span.label() + ": " + written(example, span))
                .toList();
    }

    private static String written(Example example, GoldSpan span) {
        return example.text()
                .written(example.words()
                        .get(span.from())
                        .span()
                        .union(example.words().get(span.to() - 1).span()));
    }
}
