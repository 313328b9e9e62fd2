package io.celesteos.embedding.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model was trained to do. */
public enum ModelTask {
    /** One text to token vectors, pooled to one vector. */
    @JsonProperty("embedding")
    EMBEDDING,
    /** A query and a passage read together to one relevance logit: a cross-encoder. */
    @JsonProperty("reranking")
    RERANKING
}
