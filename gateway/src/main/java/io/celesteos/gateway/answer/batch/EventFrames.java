package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.streaming.StreamEventType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One stream's events as the streaming-proxy writes them, numbered from 1. Used by one thread at a time. */
final class EventFrames {

    private static final int RETRY_MILLIS = 3_000;
    /** Begins the id of a last event, so that a client that reconnects after it is told that there is no more. */
    static final String LAST = "end-";

    private final JsonMapper json;
    private final String stream = UUID.randomUUID().toString().replace("-", "");
    private int number;

    EventFrames(JsonMapper json) {
        this.json = json;
    }

    /** For a stream whose start has been told. */
    static EventFrames goingOn(JsonMapper json) {
        EventFrames frames = new EventFrames(json);
        frames.number = 1;
        return frames;
    }

    DataBuffer start(String query, String requestId) {
        return frame(
                StreamEventType.START, Map.of("type", "search_start", "query", query, "request_id", requestId), false);
    }

    /** All that comes after the start. */
    List<DataBuffer> whole(BatchAnswer answer) {
        List<DataBuffer> frames = new ArrayList<>();
        frames.add(frame(
                StreamEventType.ENTITIES, Map.of("entities", answer.entities(), "intent", answer.intent()), false));
        for (BatchAnswer.PlacedHit hit : answer.results()) {
            ObjectNode result = json.valueToTree(hit);
            frames.add(frame(StreamEventType.RESULT, result.put("stage", "final"), false));
        }
        frames.add(frame(StreamEventType.RERANK, order(answer), false));
        frames.add(frame(
                StreamEventType.DEGRADED, Map.of("degraded", answer.metadata().degraded()), false));
        frames.add(frame(StreamEventType.COMPLETE, answer.metadata(), true));
        return frames;
    }

    DataBuffer error(ProblemException failure, String requestId) {
        Problem problem = Problem.of(failure.type(), failure.detail(), failure.errors(), null, requestId);
        ObjectNode data = json.valueToTree(problem);
        return frame(StreamEventType.ERROR, data.put("partial", false), true);
    }

    /** Without an id: a client that reconnects goes on after the last event it saw. */
    DataBuffer brokenOff(String requestId) {
        Problem problem = Problem.of(
                ProblemType.UPSTREAM_UNAVAILABLE,
                "The stream broke off. Reconnect to go on, or ask again.",
                List.of(),
                null,
                requestId);
        ObjectNode data = json.valueToTree(problem);
        String frame = "event: " + StreamEventType.ERROR.wireName() + "\ndata: "
                + json.writeValueAsString(data.put("partial", true)) + "\n\n";
        return DefaultDataBufferFactory.sharedInstance.wrap(frame.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> order(BatchAnswer answer) {
        return Map.of(
                "results",
                answer.results().stream()
                        .map(hit ->
                                Map.of("id", hit.hit().id(), "score", hit.hit().score(), "rank", hit.rank()))
                        .toList(),
                "reranked",
                answer.results().stream().anyMatch(hit -> hit.hit().scores().rerank() != null),
                "search_type",
                "hybrid");
    }

    /** Jackson escapes line ends within strings, so that the data is one line. */
    private DataBuffer frame(StreamEventType type, Object data, boolean last) {
        number++;
        String frame = (number == 1 ? "retry: " + RETRY_MILLIS + "\n" : "")
                + "id: " + (last ? LAST : "") + stream + "." + number
                + "\nevent: " + type.wireName()
                + "\ndata: " + json.writeValueAsString(data) + "\n\n";
        return DefaultDataBufferFactory.sharedInstance.wrap(frame.getBytes(StandardCharsets.UTF_8));
    }
}
