package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Answer of {@code POST /api/v1/embed}.
 *
 * @param embeddings one {@code float[dimensions]} a text, in the order asked
 * @param tokens fed to the model, all texts together
 * @param truncated indexes of the texts that were cut
 * @param cached how many of the vectors came from the cache
 */
public record EmbedResponse(
        List<float[]> embeddings,
        String model,
        int dimensions,
        @JsonProperty("latency_ms") long latencyMs,
        int tokens,
        List<Integer> truncated,
        int cached) {}
