package io.celesteos.embedding.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.embedding.InputType;

/** Names under which the models' own configurations publish their prompts. */
enum PromptName {
    @JsonProperty("query")
    QUERY(InputType.QUERY),
    @JsonProperty("passage")
    PASSAGE(InputType.PASSAGE),
    @JsonProperty("document")
    DOCUMENT(InputType.PASSAGE);

    private final InputType role;

    PromptName(InputType role) {
        this.role = role;
    }

    InputType role() {
        return role;
    }
}
