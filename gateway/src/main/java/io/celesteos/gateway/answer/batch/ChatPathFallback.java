package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.gateway.fallback.proxied.JsonExchange;
import io.celesteos.gateway.fallback.proxied.PathFallback;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /api/v1/chat} while the streaming-proxy is down: a UI message stream of the Vercel AI SDK that holds what
 * was found and no text.
 */
@Component
class ChatPathFallback implements PathFallback {

    private final BatchPipeline pipeline;
    private final JsonExchange exchanges;
    private final JsonMapper json;

    ChatPathFallback(BatchPipeline pipeline, JsonExchange exchanges, JsonMapper json) {
        this.pipeline = pipeline;
        this.exchanges = exchanges;
        this.json = json;
    }

    @Override
    public boolean covers(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && path.equals("/api/v1/chat");
    }

    @Override
    public Mono<Void> answerInstead(ServerWebExchange exchange) {
        return exchanges
                .read(exchange, ObjectNode.class)
                .map(this::question)
                .flatMap(request -> pipeline.answer(exchange, request, Degradation.STREAM_UNAVAILABLE))
                .flatMap(answer -> write(exchange, answer));
    }

    private BatchRequest question(ObjectNode body) {
        JsonNode last = body.path("messages").path(body.path("messages").size() - 1);
        if (!last.path("role").asString("").equals("user")) {
            throw ProblemException.invalidField("messages", "must end with a message of the user");
        }
        String text = last.path("parts").isArray()
                ? last.path("parts")
                        .valueStream()
                        .filter(part -> part.path("type").asString("").equals("text"))
                        .map(part -> part.path("text").asString(""))
                        .collect(Collectors.joining("\n"))
                : last.path("content").asString("");
        ObjectNode request = json.createObjectNode().put("query", text);
        request.set("top_k", body.get("top_k"));
        request.set("llm", body.get("llm"));
        return exchanges.checked(json.treeToValue(request, BatchRequest.class));
    }

    private Mono<Void> write(ServerWebExchange exchange, BatchAnswer answer) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
        response.getHeaders().set("x-vercel-ai-ui-message-stream", "v1");
        List<Object> chunks = List.of(
                Map.of(
                        "type", "start",
                        "messageId", UUID.randomUUID().toString(),
                        "messageMetadata",
                                Map.of("request_id", answer.metadata().requestId())),
                Map.of("type", "start-step"),
                data("entities", Map.of("entities", answer.entities(), "intent", answer.intent())),
                data(
                        "results",
                        Map.of(
                                "results",
                                answer.results().stream().map(this::listed).toList())),
                data("degraded", Map.of("degraded", answer.metadata().degraded())),
                data("complete", answer.metadata()),
                Map.of("type", "finish-step"),
                Map.of("type", "finish", "finishReason", "stop"));
        return response.writeAndFlushWith(Flux.fromIterable(chunks)
                .map(json::writeValueAsString)
                .concatWithValues("[DONE]")
                .map(ChatPathFallback::frame)
                .map(Mono::just));
    }

    private static Map<String, Object> data(String name, Object data) {
        return Map.of("type", "data-" + name, "id", name, "data", data);
    }

    /** Without its content: a client sends all it was given back with the next question. */
    private Map<String, Object> listed(BatchAnswer.PlacedHit placed) {
        SearchHit hit = placed.hit();
        Map<String, Object> listed = new LinkedHashMap<>();
        listed.put("id", hit.id());
        listed.put("type", hit.type());
        if (hit.documentId() != null) {
            listed.put("document_id", hit.documentId());
        }
        listed.put("title", placed.title());
        listed.put("snippet", hit.snippet());
        listed.put("score", hit.score());
        listed.put("rank", placed.rank());
        listed.put("stage", "final");
        listed.put("metadata", hit.metadata());
        return listed;
    }

    private static DataBuffer frame(String data) {
        return DefaultDataBufferFactory.sharedInstance.wrap(
                ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
