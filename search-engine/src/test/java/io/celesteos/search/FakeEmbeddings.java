package io.celesteos.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The embedding-service over HTTP, with vectors that a word's hash decides: texts that share words are near
 * each other, the same text is always the same vector.
 */
final class FakeEmbeddings {

    /** What it does with the next calls. */
    enum Mode {
        UP,
        DOWN,
        HANGING,
        WRONG_DIMENSIONS
    }

    static final String UNEMBEDDABLE = "unembeddable";
    static final int DIMENSIONS = 384;

    /** A model with vectors of its own and of another length. */
    static final String LARGE_MODEL = "large-model";

    static final int LARGE_DIMENSIONS = 1024;

    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;
    private final CountDownLatch ended = new CountDownLatch(1);
    final FakeReranking reranking;
    final AtomicInteger queries = new AtomicInteger();
    volatile Mode mode = Mode.UP;

    /** How often the large model answers before it is away. */
    final AtomicInteger largeLeft = new AtomicInteger(Integer.MAX_VALUE);

    /** A model that is still being loaded; empty for none. */
    volatile String notYet = "";

    FakeEmbeddings() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/embed", this::embed);
        server.createContext("/api/v1/models", this::models);
        reranking = new FakeReranking(server, ended);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void models(HttpExchange exchange) throws IOException {
        if (mode == Mode.DOWN) {
            refuse(exchange, 503, "starting");
        } else {
            answer(exchange, 200, Map.of("models", List.of()));
        }
    }

    private void embed(HttpExchange exchange) throws IOException {
        JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
        if (request.at("/input_type").asString().equals("query")) {
            queries.incrementAndGet();
        }
        String model = request.at("/model").asString();
        if (model.equals(notYet) || (model.equals(LARGE_MODEL) && largeLeft.getAndDecrement() <= 0)) {
            refuse(exchange, 503, "starting");
            return;
        }
        switch (mode) {
            case DOWN -> refuse(exchange, 503, "starting");
            case HANGING -> {
                try {
                    ended.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            case UP, WRONG_DIMENSIONS -> embed(exchange, request);
        }
    }

    private void embed(HttpExchange exchange, JsonNode request) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        int dimensions = request.at("/model").asString().equals(LARGE_MODEL) ? LARGE_DIMENSIONS : DIMENSIONS;
        for (JsonNode text : request.get("texts")) {
            if (text.asString().contains(UNEMBEDDABLE)) {
                refuse(exchange, 400, "invalid_request");
                return;
            }
            vectors.add(vector(text.asString(), mode == Mode.WRONG_DIMENSIONS ? 12 : dimensions));
        }
        answer(
                exchange,
                200,
                Map.of(
                        "embeddings",
                        vectors,
                        "model",
                        request.at("/model").asString(),
                        "dimensions",
                        dimensions,
                        "latency_ms",
                        1,
                        "tokens",
                        1,
                        "truncated",
                        List.of(),
                        "cached",
                        0));
    }

    static float[] vector(String text, int dimensions) {
        float[] vector = new float[dimensions];
        vector[0] = 0.01f;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
            if (word.length() > 2) {
                String stem = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
                int hash = stem.hashCode() * 0x9E3779B9;
                vector[Math.floorMod(hash, dimensions)] += 1;
                vector[Math.floorMod(Integer.rotateLeft(hash, 13), dimensions)] -= 0.7f;
            }
        }
        return vector;
    }

    private void refuse(HttpExchange exchange, int status, String code) throws IOException {
        answer(
                exchange,
                status,
                Map.of(
                        "type",
                        "urn:celeste:problem:" + code,
                        "title",
                        code,
                        "status",
                        status,
                        "detail",
                        code,
                        "code",
                        code));
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    void end() {
        ended.countDown();
        server.stop(0);
    }
}
