package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.outcome.Degradation;
import java.util.List;

/** Answer of {@code POST /api/v1/extract}. */
public record ExtractResponse(
        Entities entities,
        Intent intent,
        @JsonProperty("latency_ms") long latencyMs,
        List<Degradation> degraded) {}
