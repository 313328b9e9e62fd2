package io.celesteos.search.vector;

import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;

/** Queries to vectors. Thread-safe. */
public interface QueryEmbedder {

    /**
     * The query's vector in that space.
     *
     * @throws EmbeddingUnavailableException when no usable vector came in time
     */
    UnitVector embed(EmbeddingSpace space, String query);
}
