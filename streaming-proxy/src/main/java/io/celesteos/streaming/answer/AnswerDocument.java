package io.celesteos.streaming.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.RankedHit;
import io.celesteos.streaming.event.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code POST /api/v1/answer}: all that the stream would have said, put together.
 *
 * @param results in the final order
 * @param answer left out when none was asked for or none could be written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnswerDocument(
        String query,
        List<RankedHit> results,
        Entities entities,
        Intent intent,
        @Nullable Answer answer,
        Metadata metadata) {

    AnswerDocument {
        results = List.copyOf(results);
    }

    /** The text, what its {@code [number]}s stand for, and why it ends where it ends. */
    record Answer(
            String text,
            AnswerKind kind,
            List<Citation> citations,
            @JsonProperty("finish_reason") FinishReason finishReason) {
        Answer {
            citations = List.copyOf(citations);
        }
    }

    /**
     * How it came about; {@code degraded} is empty when nothing is missing, {@code usage} null where no model was
     * asked.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metadata(
            @JsonProperty("total_results") int totalResults,
            @JsonProperty("latency_ms") long latencyMs,
            @JsonProperty("timings_ms") Map<String, Double> timingsMs,
            List<Degradation> degraded,
            @JsonProperty("request_id") String requestId,
            @Nullable Usage usage) {}
}
