package io.celesteos.gateway.answer.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.search.SearchHit;
import java.util.List;
import java.util.Map;

/** All that was found, in the streaming-proxy's document; the field {@code answer} is always missing. */
record BatchAnswer(String query, List<PlacedHit> results, Entities entities, Intent intent, Metadata metadata) {

    BatchAnswer {
        results = List.copyOf(results);
    }

    /** A hit and its place, from 1. */
    record PlacedHit(@JsonUnwrapped SearchHit hit, String title, int rank) {}

    /** {@code degraded} names at least the streaming-proxy. */
    record Metadata(
            @JsonProperty("total_results") int totalResults,
            @JsonProperty("latency_ms") long latencyMs,
            @JsonProperty("timings_ms") Map<String, Double> timingsMs,
            List<Degradation> degraded,
            @JsonProperty("request_id") String requestId) {}
}
