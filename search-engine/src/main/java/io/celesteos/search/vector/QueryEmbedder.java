package io.celesteos.search.vector;

import io.celesteos.search.retrieval.UnitVector;

/** Queries to vectors of the active space. Thread-safe. */
public interface QueryEmbedder {

    /** @throws EmbeddingUnavailableException when no usable vector came in time */
    UnitVector embed(String query);
}
