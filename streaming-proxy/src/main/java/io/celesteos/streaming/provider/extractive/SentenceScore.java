package io.celesteos.streaming.provider.extractive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a sentence says about a query, 0 to 1: the share of the query it covers, each term weighted by how
 * rare it is among the candidates, then the score of its passage and its place in it.
 *
 * <p>The shares are a choice, not a measurement: coverage decides, a better passage breaks near ties, and an
 * early sentence wins among equals.
 */
final class SentenceScore {

    private static final double COVERAGE = 0.65;
    private static final double PASSAGE = 0.25;
    private static final double POSITION = 0.10;

    /** Who types a fault code or a part number wants the sentence with just that one. */
    private static final double CODE_BOOST = 3;

    /** "Check the sender" below a heading "E047" is about E047, but less so than a sentence that says so. */
    private static final double FROM_CONTEXT = 0.4;

    private final Map<String, Double> weights = new HashMap<>();
    private final double total;

    SentenceScore(Set<String> queryTerms, List<Sentence> candidates) {
        int n = candidates.size();
        for (String term : queryTerms) {
            long in = candidates.stream().filter(s -> s.terms().contains(term)).count();
            boolean known =
                    in > 0 || candidates.stream().anyMatch(s -> s.passageTerms().contains(term));
            if (known) {
                // The idf of BM25 (Robertson and Zaragoza 2009), which is never negative in this form.
                double idf = Math.log(1 + (n - in + 0.5) / (in + 0.5));
                weights.put(term, Terms.isCode(term) ? CODE_BOOST * idf : idf);
            }
        }
        total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double of(Sentence sentence) {
        double passage = Math.clamp(sentence.passage().score(), 0, 1);
        return COVERAGE * coverage(sentence) + PASSAGE * passage + POSITION / (1 + sentence.position());
    }

    private double coverage(Sentence sentence) {
        if (total == 0) {
            return 0;
        }
        double covered = 0;
        for (Map.Entry<String, Double> term : weights.entrySet()) {
            if (sentence.terms().contains(term.getKey())) {
                covered += term.getValue();
            } else if (sentence.passageTerms().contains(term.getKey())) {
                covered += FROM_CONTEXT * term.getValue();
            }
        }
        return covered / total;
    }
}
