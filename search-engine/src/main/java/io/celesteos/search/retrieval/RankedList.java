package io.celesteos.search.retrieval;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** One branch's order: best first, ties by key. */
public record RankedList(List<Candidate> candidates) {

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::key);
    private static final RankedList EMPTY = new RankedList(List.of());

    public RankedList {
        candidates = List.copyOf(candidates);
    }

    public static RankedList empty() {
        return EMPTY;
    }

    public static RankedList ranked(Collection<Candidate> candidates) {
        return new RankedList(candidates.stream().sorted(BEST_FIRST).toList());
    }

    public int size() {
        return candidates.size();
    }
}
