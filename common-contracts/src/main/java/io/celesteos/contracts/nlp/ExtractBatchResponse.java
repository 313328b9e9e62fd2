package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Answer of {@code POST /api/v1/extract/batch}, in the order of the texts. */
public record ExtractBatchResponse(
        List<ExtractResponse> results,
        @JsonProperty("latency_ms") long latencyMs) {}
