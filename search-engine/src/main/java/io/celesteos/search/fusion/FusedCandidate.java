package io.celesteos.search.fusion;

import io.celesteos.search.retrieval.PassageKey;
import org.jspecify.annotations.Nullable;

/**
 * One passage in the fused order.
 *
 * @param bm25 place in the lexical list, null where it is not in it; {@code vector} likewise
 * @param inferred what a record, which no vector list can hold, gets in place of a vector rank; else 0
 * @param rrfScore sum of the weighted reciprocal ranks
 */
public record FusedCandidate(
        PassageKey key, @Nullable Place bm25, @Nullable Place vector, double inferred, double rrfScore) {

    /** Rank from 1, and the branch's own score. */
    public record Place(int rank, double score) {}
}
