package io.celesteos.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of the embedding-service that reranks. Unless a test wants something else every text is as good as any
 * other, so that the fused order stands.
 */
final class FakeReranking {

    /** What it does with the next calls. */
    enum Mode {
        FLAT,
        /** A text is as good as the share of the query's words that it holds. */
        WORDS,
        DOWN,
        HANGING,
        /** Vectors of another length; scores for documents that were not sent. */
        OTHER_DIMENSIONS,
        /** Rows that are not of length 1; scores above 1. */
        OUT_OF_RANGE,
        /** Fewer texts than asked; two scores for one document. */
        MISCOUNTED,
        NO_NUMBERS,
        NOTHING
    }

    static final String UNREADABLE = "unreadable";

    private static final int DIMENSIONS = 32;

    private final JsonMapper json = JsonMapper.shared();
    private final CountDownLatch ended;
    volatile Mode mode = Mode.FLAT;
    volatile String space = "fake@1";

    FakeReranking(HttpServer server, CountDownLatch ended) {
        this.ended = ended;
        server.createContext("/api/v1/token-embeddings", exchange -> handle(exchange, this::tokens));
        server.createContext("/api/v1/rerank", exchange -> handle(exchange, this::scores));
    }

    /** Answers one request. */
    private interface Answer {
        String to(JsonNode request);
    }

    private void handle(HttpExchange exchange, Answer answer) throws IOException {
        JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
        if (mode == Mode.HANGING) {
            try {
                ended.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        boolean refused = request.path("texts").toString().contains(UNREADABLE);
        String body = mode == Mode.DOWN || refused ? "{}" : answer.to(request);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(mode == Mode.DOWN ? 503 : refused ? 400 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String tokens(JsonNode request) {
        List<Map<String, Object>> embeddings = new ArrayList<>();
        for (JsonNode text : request.get("texts")) {
            embeddings.add(embedding(text.asString()));
        }
        if (mode == Mode.MISCOUNTED) {
            embeddings.removeLast();
        }
        return switch (mode) {
            case NOTHING -> "{}";
            case NO_NUMBERS -> "{\"embeddings\": [{\"rows\": 1, \"vectors\": \"NaN\"}], \"space\": NaN}";
            default ->
                json.writeValueAsString(Map.of(
                        "embeddings",
                        embeddings,
                        "model",
                        request.at("/model").asString(),
                        "space",
                        space,
                        "dimensions",
                        mode == Mode.OTHER_DIMENSIONS ? DIMENSIONS + 1 : DIMENSIONS,
                        "encoding",
                        "int8",
                        "latency_ms",
                        1,
                        "tokens",
                        1,
                        "truncated",
                        List.of()));
        };
    }

    private Map<String, Object> embedding(String text) {
        Set<String> words = mode == Mode.FLAT ? Set.of("same") : words(text);
        float[] rows = new float[words.size() * DIMENSIONS];
        int row = 0;
        for (String word : words) {
            System.arraycopy(FakeEmbeddings.vector(word, DIMENSIONS), 0, rows, row++ * DIMENSIONS, DIMENSIONS);
        }
        byte[] packed = TokenVectorMatrix.quantize(rows, DIMENSIONS).pack();
        if (mode == Mode.OUT_OF_RANGE) {
            packed[3] = 0x42; // The exponent of the first scale: dozens instead of hundredths.
        }
        return Map.of("rows", words.size(), "vectors", Base64.getEncoder().encodeToString(packed));
    }

    private String scores(JsonNode request) {
        List<Map<String, Object>> results = new ArrayList<>();
        Set<String> asked = words(request.at("/query").asString());
        int index = 0;
        for (JsonNode document : request.get("documents")) {
            double score = 0.5;
            if (mode == Mode.WORDS) {
                Set<String> shared = words(document.asString());
                shared.retainAll(asked);
                score = (double) shared.size() / asked.size();
            } else if (mode == Mode.OUT_OF_RANGE) {
                score = 1.5;
            }
            results.add(Map.of("index", mode == Mode.OTHER_DIMENSIONS ? index + 1000 : index, "score", score));
            index++;
        }
        if (mode == Mode.MISCOUNTED) {
            results.addAll(List.copyOf(results));
        }
        return switch (mode) {
            case NOTHING -> "{}";
            case NO_NUMBERS -> "{\"results\": [{\"index\": 0, \"score\": NaN}]}";
            default ->
                json.writeValueAsString(Map.of(
                        "results",
                        results,
                        "model",
                        "cross-encoder:fake",
                        "latency_ms",
                        1,
                        "scored",
                        results.size(),
                        "unscored",
                        List.of(),
                        "truncated",
                        List.of()));
        };
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                .filter(word -> word.length() > 2)
                .forEach(words::add);
        return words.isEmpty() ? new TreeSet<>(Set.of("none")) : words;
    }
}
