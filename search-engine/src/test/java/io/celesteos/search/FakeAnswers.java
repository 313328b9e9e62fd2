package io.celesteos.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/answer} as the streaming-proxy answers it without a language model. */
final class FakeAnswers {

    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;
    final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    final UUID passage = UUID.randomUUID();
    final UUID document = UUID.randomUUID();
    volatile boolean silent;

    FakeAnswers() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/answer", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(json.readTree(exchange.getRequestBody().readAllBytes()));
        Map<String, Object> answer = Map.of(
                "text", "Grease the bow thruster every 250 hours [1].",
                "kind", "extractive",
                "finish_reason", "complete",
                "citations",
                        List.of(Map.of(
                                "number",
                                1,
                                "id",
                                passage.toString(),
                                "document_id",
                                document.toString(),
                                "title",
                                "Bow thruster manual",
                                "quote",
                                "every 250 hours")));
        Map<String, Object> metadata = Map.of("total_results", 1, "latency_ms", 3, "degraded", List.of());
        byte[] body = json.writeValueAsBytes(
                silent
                        ? Map.of("query", "q", "results", List.of(), "metadata", metadata)
                        : Map.of("query", "q", "results", List.of(), "answer", answer, "metadata", metadata));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void end() {
        server.stop(0);
    }
}
