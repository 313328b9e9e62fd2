package io.celesteos.search.retrieval;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * One branch's order: best first, ties by key.
 *
 * @param byDate how many at the top stand there because they are the newest of what was asked for, whatever
 *     their scores
 * @param recurring records that say the same again and match about as well, each series newest first
 */
public record RankedList(List<Candidate> candidates, int byDate, List<List<PassageKey>> recurring) {

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::key);
    private static final RankedList EMPTY = new RankedList(List.of());

    public RankedList {
        candidates = List.copyOf(candidates);
        recurring = recurring.stream().map(List::copyOf).toList();
    }

    public RankedList(List<Candidate> candidates, int byDate) {
        this(candidates, byDate, List.of());
    }

    public RankedList(List<Candidate> candidates) {
        this(candidates, 0);
    }

    public static RankedList empty() {
        return EMPTY;
    }

    public static RankedList ranked(Collection<Candidate> candidates) {
        return new RankedList(candidates.stream().sorted(BEST_FIRST).toList());
    }

    /** The first {@code limit}, in the same order. */
    public RankedList limited(int limit) {
        return candidates.size() <= limit
                ? this
                : new RankedList(candidates.subList(0, limit), Math.min(byDate, limit), recurring);
    }

    public int size() {
        return candidates.size();
    }
}
