package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Queries and passages are embedded differently by models with prompts (bge, e5). */
public enum InputType {
    @JsonProperty("query")
    QUERY,
    @JsonProperty("passage")
    PASSAGE
}
