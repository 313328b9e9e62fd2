package io.celesteos.search.highlight;

import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.TextTerms.TextTerm;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.TypedWord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    TextSpan of(ReadContent read, AnalysedQuery query, Topic topic) {
        List<TextSpan> sentences = Sentences.of(read.content());
        Set<String> asked = query.terms();
        List<Look> looks =
                query.typed().stream().map(TypedWord::word).map(Look::of).toList();
        List<TextTerm> written = looks.isEmpty() ? List.of() : terms.written(read.content());
        Map<String, double[]> alike = new HashMap<>();
        TextSpan best = sentences.isEmpty() ? new TextSpan(0, read.content().length()) : sentences.getFirst();
        double most = 0;
        for (TextSpan sentence : sentences.stream().limit(MOST_SENTENCES).toList()) {
            Set<String> held = new HashSet<>();
            inside(sentence, read.terms()).forEach(term -> held.add(term.term()));
            if (held.size() < FEWEST_TERMS) {
                continue;
            }
            double shared = 0;
            for (String term : held) {
                shared += asked.contains(term) ? 1 : TOPIC_COUNTS * topic.weight(term);
            }
            double score =
                    (shared + alike(looks, inside(sentence, written), alike)) / Math.sqrt(LENGTH_OFFSET + held.size());
            if (score > most) {
                most = score;
                best = sentence;
            }
        }
        return best;
    }

    /** Terms come in the order of the content, and sentences do not overlap. */
    private static List<TextTerm> inside(TextSpan sentence, List<TextTerm> terms) {
        int from = firstFrom(sentence.start(), terms);
        int to = firstFrom(sentence.end(), terms);
        return terms.subList(from, to).stream()
                .filter(term -> term.end() <= sentence.end())
                .toList();
    }

    private static int firstFrom(int offset, List<TextTerm> terms) {
        int low = 0;
        int high = terms.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (terms.get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @param known how much each word met so far is like each of the looks */
    private static double alike(List<Look> looks, List<TextTerm> words, Map<String, double[]> known) {
        double[] most = new double[looks.size()];
        for (TextTerm word : words) {
            double[] alike = known.computeIfAbsent(word.term(), each -> {
                Look look = Look.of(each);
                return looks.stream().mapToDouble(look::alike).toArray();
            });
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], alike[i]);
            }
        }
        double sum = 0;
        for (double each : most) {
            sum += each >= ALIKE && each < 1 ? ALIKE_COUNTS * each : 0;
        }
        return sum;
    }
}
