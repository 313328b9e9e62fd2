package io.celesteos.bench.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Passages by their index, best first, with the scores they are ordered by. */
record RankedList(List<Entry> entries) {

    record Entry(int passage, double score) {}

    /** Equal scores keep the order given. */
    static RankedList sorted(List<Entry> entries) {
        return new RankedList(entries.stream()
                .sorted(Comparator.comparingDouble(Entry::score).reversed())
                .toList());
    }

    /** Reciprocal Rank Fusion (Cormack, Clarke and Buettcher 2009): the sum of 1/(k + rank), ranks from 1. */
    static RankedList fused(int k, List<RankedList> lists) {
        Map<Integer, Double> sums = new HashMap<>();
        for (RankedList list : lists) {
            for (int rank = 1; rank <= list.entries.size(); rank++) {
                sums.merge(list.entries.get(rank - 1).passage(), 1.0 / (k + rank), Double::sum);
            }
        }
        return sorted(sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList());
    }

    RankedList top(int n) {
        return new RankedList(entries.subList(0, Math.min(n, entries.size())));
    }

    /** This list with its first {@code n} in the order of {@code score}, and the rest behind as it was. */
    RankedList reordered(int n, ToDoubleFunction<Entry> score) {
        List<Entry> reordered = new ArrayList<>(sorted(top(n).entries.stream()
                        .map(entry -> new Entry(entry.passage(), score.applyAsDouble(entry)))
                        .toList())
                .entries);
        reordered.addAll(entries.subList(Math.min(n, entries.size()), entries.size()));
        return new RankedList(reordered);
    }
}
