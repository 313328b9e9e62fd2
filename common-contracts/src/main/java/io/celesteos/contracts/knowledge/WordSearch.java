package io.celesteos.contracts.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) over passages in memory. A score is the share
 * of what a passage could get at most that has every word of the question without end: 0 to 1.
 */
final class WordSearch {

    private static final double K1 = 1.2;
    private static final double B = 0.5;
    private static final int MOST_WORDS = 64;
    private static final Set<String> SAY_NOTHING = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "in", "is",
            "it", "my", "of", "on", "or", "should", "the", "there", "this", "to", "what", "when", "where", "which",
            "why", "with", "you");

    private WordSearch() {}

    static List<KnowledgeHit> best(List<FilePassage> passages, String query, int most) {
        Set<String> asked = new LinkedHashSet<>();
        FilePassage.stems(query).stream()
                .filter(word -> !SAY_NOTHING.contains(word))
                .limit(MOST_WORDS)
                .forEach(asked::add);
        Map<String, Double> weights = weights(asked, passages);
        double whole =
                weights.values().stream().mapToDouble(each -> each * (K1 + 1)).sum();
        double usual = passages.stream().mapToInt(FilePassage::length).average().orElse(1);
        List<KnowledgeHit> hits = new ArrayList<>();
        for (FilePassage passage : passages) {
            double score = score(passage, weights, usual);
            if (score > 0) {
                hits.add(scored(passage.hit(), Math.clamp(score / whole, 0, 1)));
            }
        }
        return hits.stream()
                .sorted(Comparator.comparingDouble(KnowledgeHit::score)
                        .reversed()
                        .thenComparing(hit -> String.valueOf(hit.file()))
                        .thenComparing(KnowledgeHit::text))
                .limit(most)
                .toList();
    }

    private static Map<String, Double> weights(Set<String> asked, List<FilePassage> passages) {
        Map<String, Double> weights = new HashMap<>();
        for (String word : asked) {
            long having = passages.stream()
                    .filter(passage -> passage.words().containsKey(word))
                    .count();
            weights.put(word, Math.log1p((passages.size() - having + 0.5) / (having + 0.5)));
        }
        return weights;
    }

    private static double score(FilePassage passage, Map<String, Double> weights, double usual) {
        double score = 0;
        for (Map.Entry<String, Double> word : weights.entrySet()) {
            int times = passage.words().getOrDefault(word.getKey(), 0);
            if (times > 0) {
                double length = 1 - B + B * passage.length() / usual;
                score += word.getValue() * times * (K1 + 1) / (times + K1 * length);
            }
        }
        return score;
    }

    private static KnowledgeHit scored(KnowledgeHit hit, double score) {
        return new KnowledgeHit(
                hit.text(), hit.source(), hit.topic(), score, hit.title(), hit.section(), hit.file(), hit.owner());
    }
}
