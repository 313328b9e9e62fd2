package io.celesteos.contracts.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import java.util.List;
import java.util.Map;

/** Answer of {@code POST /webhook/search}. */
public record WebhookResponse(List<Card> results, Entities entities, Intent intent, AnswerMetadata metadata) {

    /** {@code degraded} is empty when nothing is missing. */
    public record AnswerMetadata(
            String query,
            @JsonProperty("total_results") int totalResults,
            @JsonProperty("latency_ms") long latencyMs,
            @JsonProperty("timings_ms") Map<String, Double> timingsMs,
            List<Degradation> degraded,
            @JsonProperty("request_id") String requestId) {}
}
