package io.celesteos.search.fallback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/embeddings} as OpenAI answers it; texts that share words are near each other. */
public final class FakeOpenAi implements AutoCloseable {

    public static final String KEY = "sk-proj-very-secret-0123456789";
    public static final String REFUSED = "unreadable";

    /** What it does with the next requests. */
    public enum Mode {
        UP,
        FLOATS_ALWAYS,
        SHUFFLED,
        SAME_INDEX,
        FAILING,
        UNAUTHORIZED,
        LIMITED,
        WRONG_DIMENSIONS,
        WRONG_COUNT,
        WRONG_PARAMETER,
        NOT_A_VECTOR,
        NOT_JSON,
        HANGING
    }

    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;
    private final CountDownLatch ended = new CountDownLatch(1);
    public final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    public volatile Mode mode = Mode.UP;
    public volatile String retryAfter = "1";

    public FakeOpenAi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/embeddings", this::embeddings);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Every text that was sent, in order. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        requests.forEach(request -> request.get("input").forEach(text -> texts.add(text.asString())));
        return texts;
    }

    private void embeddings(HttpExchange exchange) throws IOException {
        JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!sent.equals("Bearer " + KEY) || mode == Mode.UNAUTHORIZED) {
            error(exchange, 401, "Incorrect API key provided: " + sent + ".", "invalid_api_key", null);
            return;
        }
        requests.add(request);
        switch (mode) {
            case FAILING -> error(exchange, 500, "The server had an error", "server_error", null);
            case LIMITED -> {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
                error(exchange, 429, "Rate limit reached for org-1", "rate_limit_exceeded", null);
            }
            case WRONG_PARAMETER -> error(exchange, 400, "This model does not support it", null, "dimensions");
            case NOT_JSON -> answer(exchange, 200, "<html>hello</html>");
            case HANGING -> {
                try {
                    ended.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            default -> vectors(exchange, request);
        }
    }

    private void vectors(HttpExchange exchange, JsonNode request) throws IOException {
        int dimensions = request.path("dimensions").asInt(1536) + (mode == Mode.WRONG_DIMENSIONS ? 1 : 0);
        boolean base64 = mode != Mode.FLOATS_ALWAYS
                && request.path("encoding_format").asString("").equals("base64");
        List<Object> data = new ArrayList<>();
        for (JsonNode text : request.get("input")) {
            if (text.asString().contains(REFUSED)) {
                error(exchange, 400, "'$.input' is invalid: " + text.asString(), null, null);
                return;
            }
            float[] vector = mode == Mode.NOT_A_VECTOR ? new float[dimensions] : vector(text.asString(), dimensions);
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("object", "embedding");
            item.put("index", mode == Mode.SAME_INDEX ? 0 : data.size());
            item.put("embedding", base64 ? encoded(vector) : vector);
            data.add(item);
        }
        if (mode == Mode.SHUFFLED) {
            data = data.reversed();
        }
        if (mode == Mode.WRONG_COUNT) {
            data.removeLast();
        }
        int tokens = 5 * request.get("input").size();
        answer(
                exchange,
                200,
                json.writeValueAsString(Map.of(
                        "object",
                        "list",
                        "data",
                        data,
                        "model",
                        request.at("/model").asString(),
                        "usage",
                        Map.of("prompt_tokens", tokens, "total_tokens", tokens))));
    }

    /** Another model than the embedding-service's: the same text has another direction here. */
    public static float[] vector(String text, int dimensions) {
        float[] vector = new float[dimensions];
        vector[dimensions - 1] = 0.01f;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
            if (word.length() > 2) {
                String stem = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
                int hash = (stem + "#").hashCode() * 0x85EBCA6B;
                vector[Math.floorMod(hash, dimensions)] += 1;
                vector[Math.floorMod(Integer.rotateLeft(hash, 11), dimensions)] -= 0.6f;
            }
        }
        return vector;
    }

    private static String encoded(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private void error(HttpExchange exchange, int status, String message, String code, String parameter)
            throws IOException {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", "invalid_request_error");
        error.put("param", parameter);
        error.put("code", code);
        answer(exchange, status, json.writeValueAsString(Map.of("error", error)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
    }
}
