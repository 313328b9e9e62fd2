package io.celesteos.bench.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What results are called in the judgments. */
@FunctionalInterface
interface Naming {

    /** All names the result goes by, the plainest first; at least one. */
    List<String> names(Question question, Found found);

    /**
     * Names in the order found, each once: a document counts where its first passage stands, and a passage that
     * lies in several judged sections counts as the best of them.
     */
    default List<String> ranking(Question question, List<Found> results) {
        List<String> ranking = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Found found : results) {
            List<String> names = names(question, found);
            String name = names.stream()
                    .filter(question.answers()::containsKey)
                    .max(Comparator.comparing(question.answers()::get))
                    .orElse(names.getFirst());
            if (seen.add(name)) {
                ranking.add(name);
            }
        }
        return ranking;
    }
}
