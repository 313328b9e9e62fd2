package io.celesteos.search.highlight;

import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.TypedWord;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sentence of a passage that answers a query best, told by words alone: shared terms and concepts, words
 * that look alike ({@code corroded}, {@code corrosion}), and what the other hits talk about. Sentence vectors
 * would tell better and cost a model call for every sentence of every hit.
 */
final class NearestSentence {

    private static final double ALIKE = 0.45;
    private static final double ALIKE_COUNTS = 0.6;
    private static final double TOPIC_COUNTS = 0.1;

    /** Takes a little from long sentences, which share words by their length alone. */
    private static final double LENGTH_OFFSET = 6;

    private static final int FEWEST_TERMS = 3;
    private static final int MOST_SENTENCES = 200;

    private final TextTerms terms;

    NearestSentence(TextTerms terms) {
        this.terms = terms;
    }

    /** The first one where no sentence says anything of the kind; the whole where there are no sentences. */
    TextSpan of(String content, AnalysedQuery query, Topic topic) {
        List<TextSpan> sentences = Sentences.of(content);
        Set<String> asked = query.terms();
        List<Set<String>> looks = query.typed().stream()
                .map(TypedWord::word)
                .map(NearestSentence::trigrams)
                .toList();
        TextSpan best = sentences.isEmpty() ? new TextSpan(0, content.length()) : sentences.getFirst();
        double most = 0;
        for (TextSpan sentence : sentences.stream().limit(MOST_SENTENCES).toList()) {
            String text = content.substring(sentence.start(), sentence.end());
            double score = score(text, asked, looks, topic);
            if (score > most) {
                most = score;
                best = sentence;
            }
        }
        return best;
    }

    private double score(String text, Set<String> asked, List<Set<String>> looks, Topic topic) {
        Set<String> held = terms.of(text).stream().map(TextTerms.TextTerm::term).collect(Collectors.toSet());
        if (held.size() < FEWEST_TERMS) {
            return 0;
        }
        double score = 0;
        for (String term : held) {
            score += asked.contains(term) ? 1 : TOPIC_COUNTS * topic.weight(term);
        }
        if (!looks.isEmpty()) {
            List<Set<String>> words = terms.written(text).stream()
                    .map(word -> trigrams(word.term()))
                    .toList();
            for (Set<String> look : looks) {
                double alike = words.stream()
                        .mapToDouble(word -> dice(look, word))
                        .max()
                        .orElse(0);
                score += alike >= ALIKE && alike < 1 ? ALIKE_COUNTS * alike : 0;
            }
        }
        return score / Math.sqrt(LENGTH_OFFSET + held.size());
    }

    private static Set<String> trigrams(String word) {
        Set<String> trigrams = new HashSet<>();
        String padded = ' ' + word + ' ';
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }

    /** Dice's coefficient, 0 to 1. */
    private static double dice(Collection<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        return 2.0 * shared / (one.size() + other.size());
    }
}
