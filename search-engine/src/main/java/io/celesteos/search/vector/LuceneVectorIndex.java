package io.celesteos.search.vector;

import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.VectorIndex;
import io.celesteos.search.retrieval.VectorQuery;

/** The vectors of the in-memory index, filter inside the search. */
final class LuceneVectorIndex implements VectorIndex {

    @Override
    public RankedList nearest(IndexSnapshot snapshot, VectorQuery query) {
        return snapshot.nearest(query);
    }
}
