package io.celesteos.embedding.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Answer of {@code POST /v1/embeddings}; {@code object} is always {@code list}. */
record OpenAiEmbeddingsResponse(String object, List<Item> data, String model, Usage usage) {

    /** {@code object} is always {@code embedding}; {@code embedding} a list of numbers or Base64. */
    record Item(String object, int index, Object embedding) {}

    record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("total_tokens") int totalTokens) {}
}
