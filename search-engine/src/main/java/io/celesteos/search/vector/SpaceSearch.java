package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.VectorQuery;

/** Searches a space other than the one that a yacht's index holds, and nothing but that space. Thread-safe. */
public interface SpaceSearch {

    /**
     * As {@link io.celesteos.search.retrieval.VectorIndex#nearest}, among the vectors of {@code space}.
     *
     * @throws io.celesteos.search.retrieval.LateSearchException when the deadline passed first
     */
    RankedList nearest(IndexSnapshot snapshot, EmbeddingSpace space, VectorQuery query);

    /** A search will follow: what takes long may begin. Returns at once. */
    default void expect(YachtId yacht, EmbeddingSpace space) {}
}
