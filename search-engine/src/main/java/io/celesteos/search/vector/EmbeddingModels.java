package io.celesteos.search.vector;

import io.celesteos.search.retrieval.EmbeddingSpace;

/** The models that the embedding-service can be asked for. Thread-safe. */
public interface EmbeddingModels {

    /**
     * What the model's vectors are, found out by having it make one.
     *
     * @param model name or alias
     * @return the space of its vectors, by its own name
     * @throws EmbeddingUnavailableException when there was no answer; {@code refused} when there is no such model
     */
    EmbeddingSpace spaceOf(String model);
}
