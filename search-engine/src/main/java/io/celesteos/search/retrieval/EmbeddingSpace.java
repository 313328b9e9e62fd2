package io.celesteos.search.retrieval;

import java.util.Locale;

/**
 * A model's vectors: those of two spaces are never compared.
 *
 * @param name the vectors are stored under
 * @param model that makes them, by its name in the embedding-service
 */
public record EmbeddingSpace(String name, String model, int dimensions) {

    /** Its pgvector table: {@code chunk_vectors_bge_small_en_v15} for {@code bge-small-en-v1.5}. */
    public String table() {
        return "chunk_vectors_" + name.toLowerCase(Locale.ROOT).replace(".", "").replaceAll("[^a-z0-9]+", "_");
    }
}
