package io.celesteos.search.vector;

import io.celesteos.search.retrieval.UnitVector;
import java.util.List;

/** Passages to vectors of the active space. Thread-safe. */
public interface PassageEmbedder {

    /**
     * @param passages 1 to 100 texts
     * @return one vector a passage, in the order given
     * @throws EmbeddingUnavailableException when no usable vectors came in time
     */
    List<UnitVector> embed(List<String> passages);
}
