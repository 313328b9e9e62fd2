package io.celesteos.streaming.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.streaming.StreamEventType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event; each record is the {@code data} of its event on the wire. */
public sealed interface StreamEvent {

    /** Name of the event on the wire. */
    StreamEventType eventType();

    /** Whether nothing comes after it. */
    default boolean last() {
        return false;
    }

    /** First of all, before anybody has been asked. */
    record Started(
            String type,
            String query,
            @JsonProperty("request_id") String requestId) implements StreamEvent {

        public Started(String query, String requestId) {
            this("search_start", query, requestId);
        }

        @Override
        public StreamEventType eventType() {
            return StreamEventType.START;
        }
    }

    /** What the query speaks of and wants. */
    record Understood(Entities entities, Intent intent) implements StreamEvent {
        @Override
        public StreamEventType eventType() {
            return StreamEventType.ENTITIES;
        }
    }

    /** A hit, once for each id. */
    record Result(@JsonUnwrapped RankedHit hit, Stage stage) implements StreamEvent {
        @Override
        public StreamEventType eventType() {
            return StreamEventType.RESULT;
        }
    }

    /**
     * The final order, best first. A result that was sent and is not in it did not make the final choice.
     *
     * @param reranked whether a reranker had the last word, or the fused order stands
     */
    record Reranked(
            List<Place> results,
            boolean reranked,
            @JsonProperty("search_type") SearchType searchType) implements StreamEvent {

        public Reranked {
            results = List.copyOf(results);
        }

        /** Where one hit ended up; {@code rank} from 1, {@code score} 0 to 1. */
        public record Place(UUID id, double score, int rank) {}

        @Override
        public StreamEventType eventType() {
            return StreamEventType.RERANK;
        }
    }

    /**
     * The next piece of the answer; the pieces put together are the answer.
     *
     * @param chunkId from 1
     */
    record AnswerChunk(
            String content, @JsonProperty("chunk_id") int chunkId, AnswerKind kind) implements StreamEvent {
        @Override
        public StreamEventType eventType() {
            return StreamEventType.LLM_CHUNK;
        }
    }

    /** What the numbers in the answer stand for; after its last chunk. */
    record Cited(
            AnswerKind kind,
            List<Citation> citations,
            @JsonProperty("finish_reason") FinishReason finishReason) implements StreamEvent {
        public Cited {
            citations = List.copyOf(citations);
        }

        /** For an answer that says all it has to say. */
        public Cited(AnswerKind kind, List<Citation> citations) {
            this(kind, citations, FinishReason.STOP);
        }

        @Override
        public StreamEventType eventType() {
            return StreamEventType.CITATIONS;
        }
    }

    /** What the stream will lack, as soon as that is known; each once. */
    record Lacking(List<Degradation> degraded) implements StreamEvent {
        public Lacking {
            degraded = List.copyOf(degraded);
        }

        @Override
        public StreamEventType eventType() {
            return StreamEventType.DEGRADED;
        }
    }

    /**
     * The good end.
     *
     * @param totalResults in the final order
     * @param latencyMs since the request came
     * @param timingsMs stage to milliseconds
     * @param degraded all that was lacking; empty when nothing
     * @param finishReason why the answer ends where it ends; null without one
     * @param usage what the answer took; null where no model was asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Completed(
            @JsonProperty("total_results") int totalResults,
            @JsonProperty("latency_ms") long latencyMs,
            @JsonProperty("timings_ms") Map<String, Double> timingsMs,
            List<Degradation> degraded,
            @JsonProperty("request_id") String requestId,
            @JsonProperty("finish_reason") @Nullable FinishReason finishReason,
            @Nullable Usage usage)
            implements StreamEvent {

        /** For a stream without an answer of a model. */
        public Completed(
                int totalResults,
                long latencyMs,
                Map<String, Double> timingsMs,
                List<Degradation> degraded,
                String requestId) {
            this(totalResults, latencyMs, timingsMs, degraded, requestId, null, null);
        }

        public Completed {
            timingsMs = Collections.unmodifiableMap(new LinkedHashMap<>(timingsMs));
            degraded = List.copyOf(degraded);
        }

        @Override
        public StreamEventType eventType() {
            return StreamEventType.COMPLETE;
        }

        @Override
        public boolean last() {
            return true;
        }
    }

    /**
     * The bad end: the fields of a problem document.
     *
     * @param partial whether results, entities or a part of the answer had been sent before
     * @param cause the same, for a carrier that can still choose an HTTP status
     * @param usage what the part of the answer took; null where no model was asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
            @JsonUnwrapped Problem problem,
            boolean partial,
            @JsonIgnore ProblemException cause,
            @Nullable Usage usage) implements StreamEvent {

        /** For a stream without a part of an answer. */
        public Failed(Problem problem, boolean partial, ProblemException cause) {
            this(problem, partial, cause, null);
        }

        @Override
        public StreamEventType eventType() {
            return StreamEventType.ERROR;
        }

        @Override
        public boolean last() {
            return true;
        }
    }
}
