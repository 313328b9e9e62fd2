package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Best first; {@code index} into the request's documents, {@code score} 0 to 1. */
public record RerankResponse(
        List<RerankScore> results,
        String model,
        @JsonProperty("latency_ms") long latencyMs) {

    /** Score of one document. */
    public record RerankScore(int index, double score) {}
}
