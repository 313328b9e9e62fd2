package io.celesteos.search.retrieval;

/** Where the nearest passages are found. Thread-safe. */
public interface VectorIndex {

    /**
     * The passages of the snapshot's yacht nearest to the query by cosine similarity (the score, -1 to 1),
     * best first, ties by key. The filters mean what {@link FilterValues} says.
     *
     * @throws LateSearchException when the deadline passed first
     */
    RankedList nearest(IndexSnapshot snapshot, VectorQuery query);
}
