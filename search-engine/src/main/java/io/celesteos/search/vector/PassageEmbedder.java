package io.celesteos.search.vector;

import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import java.util.List;

/** Passages to vectors. Thread-safe. */
public interface PassageEmbedder {

    /**
     * @param passages 1 to 100 texts
     * @return one vector of that space a passage, in the order given
     * @throws EmbeddingUnavailableException when no usable vectors came in time
     */
    List<UnitVector> embed(EmbeddingSpace space, List<String> passages);
}
