package io.celesteos.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.contracts.embedding.RerankRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over HTTP, with the real models. */
@RunningService
class EmbeddingServiceIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private EmbeddingClient client;

    @BeforeEach
    void connect() {
        client = EmbeddingClient.over(new ServiceClient(ClientSettings.of(
                "embedding-service", URI.create("http://localhost:" + port), Duration.ofSeconds(30))));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> response = send("POST", path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private JsonNode problem(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return json.readTree(response.body());
    }

    @Test
    void embedsAsTheContractSays() throws Exception {
        JsonNode answer = post("/api/v1/embed", """
                {"texts": ["CAT 3512 overheating", "Port generator fault E047"],
                 "model": "bge-small-en-v1.5", "normalize": true, "unknown_field": 1}
                """);

        assertThat(answer.get("embeddings")).hasSize(2);
        assertThat(answer.get("embeddings").get(0)).hasSize(384);
        assertThat(answer.get("model").asString()).isEqualTo("bge-small-en-v1.5");
        assertThat(answer.get("dimensions").asInt()).isEqualTo(384);
        assertThat(answer.get("latency_ms").isIntegralNumber()).isTrue();
        assertThat(answer.get("tokens").asInt()).isBetween(8, 30);
        assertThat(answer.get("truncated")).isEmpty();
    }

    @Test
    void theTypedClientUnderstandsIt() {
        EmbedResponse query =
                client.embed(new EmbedRequest(List.of("generator too hot"), null, null, InputType.QUERY, null));
        EmbedResponse again =
                client.embed(new EmbedRequest(List.of("generator too hot"), null, null, InputType.QUERY, null));
        assertThat(again.cached()).isEqualTo(1);
        assertThat(again.embeddings().getFirst()).isEqualTo(query.embeddings().getFirst());

        assertThat(client.rerank(new RerankRequest(
                                "generator too hot",
                                List.of("Fold the napkins.", "The genset overheats when its impeller is worn."),
                                1,
                                null))
                        .results())
                .singleElement()
                .satisfies(best -> assertThat(best.index()).isEqualTo(1));

        assertThat(client.models().models())
                .extracting(ModelInfo::name, ModelInfo::status, ModelInfo::dimensions, ModelInfo::maxTokens)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("bge-small-en-v1.5", "ready", 384, 512),
                        org.assertj.core.groups.Tuple.tuple("all-MiniLM-L6-v2", "ready", 384, 256));
    }

    @Test
    void openAiClientsGetWhatTheyExpect() throws Exception {
        JsonNode floats = post("/v1/embeddings", """
                {"model": "bge-small-en-v1.5", "input": "CAT 3512 overheating", "user": "n8n"}
                """);
        JsonNode base64 = post("/v1/embeddings", """
                {"model": "bge-small", "input": ["x", "CAT 3512 overheating"], "encoding_format": "base64",
                 "dimensions": 384}
                """);

        assertThat(floats.get("object").asString()).isEqualTo("list");
        JsonNode item = floats.get("data").get(0);
        assertThat(item.get("object").asString()).isEqualTo("embedding");
        assertThat(item.get("index").asInt()).isZero();
        assertThat(floats.get("usage").get("prompt_tokens").asInt())
                .isEqualTo(floats.get("usage").get("total_tokens").asInt())
                .isPositive();
        assertThat(base64.get("data").get(1).get("index").asInt()).isEqualTo(1);
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(base64.get("data").get(1).get("embedding").asString()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.remaining()).isEqualTo(384 * 4);
        IntStream.range(0, 384)
                .forEach(d -> assertThat(bytes.getFloat(d * 4))
                        .isCloseTo((float) item.get("embedding").get(d).asDouble(), within(1e-7f)));
    }

    @Test
    void allTextsAreReadAsWritten() throws Exception {
        JsonNode long1mb = post("/api/v1/embed", "{\"texts\": [\"" + "pump ".repeat(200_000) + "\"]}");
        assertThat(long1mb.get("truncated").get(0).asInt()).isZero();
        assertThat(long1mb.get("tokens").asInt()).isEqualTo(512);

        JsonNode nul = post("/api/v1/embed", "{\"texts\": [\"bilge\\u0000 alarm\", \"bilge alarm\"]}");
        assertThat(nul.get("embeddings").get(0)).isEqualTo(nul.get("embeddings").get(1));
    }

    static Stream<Arguments> badRequests() {
        String half = "{\"texts\": [\"fine\", \"half \\ud83d\"]}";
        return Stream.of(
                Arguments.of("/api/v1/embed", "{", 400, "malformed_json", null),
                Arguments.of("/api/v1/embed", "[]", 400, "malformed_json", null),
                Arguments.of("/api/v1/embed", "{}", 400, "invalid_request", "texts"),
                Arguments.of("/api/v1/embed", "{\"texts\": []}", 400, "invalid_request", "texts"),
                Arguments.of("/api/v1/embed", "{\"texts\": \"pump\"}", 400, "invalid_request", "texts"),
                Arguments.of("/api/v1/embed", "{\"texts\": [\"a\", \"\"]}", 400, "invalid_request", "texts[1]"),
                Arguments.of("/api/v1/embed", "{\"texts\": [\"a\", null]}", 400, "invalid_request", "texts[1]"),
                Arguments.of("/api/v1/embed", "{\"texts\": [1]}", 400, "invalid_request", "texts[0]"),
                Arguments.of("/api/v1/embed", half, 400, "invalid_request", "texts[1]"),
                Arguments.of(
                        "/api/v1/embed", "{\"texts\": [\"a\"], \"normalize\": 1}", 400, "invalid_request", "normalize"),
                Arguments.of(
                        "/api/v1/embed",
                        "{\"texts\": [\"a\"], \"input_type\": \"question\"}",
                        400,
                        "invalid_request",
                        "input_type"),
                Arguments.of(
                        "/api/v1/embed",
                        "{\"texts\": [\"" + "oil ".repeat(600) + "\"], \"truncate\": false}",
                        400,
                        "invalid_request",
                        "texts[0]"),
                Arguments.of("/api/v1/embed", texts(101), 413, "too_many_texts", null),
                Arguments.of(
                        "/api/v1/embed", "{\"texts\": [\"" + "x".repeat(1 << 20) + "\"]}", 413, "body_too_large", null),
                Arguments.of("/api/v1/embed", "{\"texts\": [\"a\"], \"model\": \"mpnet\"}", 404, "unknown_model", null),
                Arguments.of("/v1/embeddings", "{\"model\": \"bge-small\"}", 400, "invalid_request", "input"),
                Arguments.of("/v1/embeddings", "{\"input\": \"\"}", 400, "invalid_request", "input[0]"),
                Arguments.of("/v1/embeddings", "{\"input\": [1.5]}", 400, "invalid_request", "input[0]"),
                Arguments.of("/v1/embeddings", "{\"input\": [1, \"a\"]}", 400, "invalid_request", "input[1]"),
                Arguments.of("/v1/embeddings", "{\"input\": [[1], [2, -1]]}", 400, "invalid_request", "input[1][1]"),
                Arguments.of("/v1/embeddings", "{\"input\": [[30522]]}", 400, "invalid_request", "input[0][0]"),
                Arguments.of("/v1/embeddings", "{\"input\": [[101, 102]]}", 400, "invalid_request", "input[0]"),
                Arguments.of("/v1/embeddings", "{\"input\": {}}", 400, "invalid_request", "input"),
                Arguments.of(
                        "/v1/embeddings",
                        "{\"input\": \"a\", \"encoding_format\": \"hex\"}",
                        400,
                        "invalid_request",
                        "encoding_format"),
                Arguments.of(
                        "/v1/embeddings",
                        "{\"input\": \"a\", \"dimensions\": 256}",
                        400,
                        "invalid_request",
                        "dimensions"),
                Arguments.of(
                        "/v1/embeddings",
                        "{\"input\": \"a\", \"model\": \"text-embedding-3-small\"}",
                        404,
                        "unknown_model",
                        null),
                Arguments.of("/api/v1/rerank", "{\"query\": \"a\"}", 400, "invalid_request", "documents"),
                Arguments.of("/api/v1/rerank", "{\"documents\": [\"a\"]}", 400, "invalid_request", "query"),
                Arguments.of(
                        "/api/v1/rerank",
                        "{\"query\": \"a\", \"documents\": [\"a\"], \"top_n\": 0}",
                        400,
                        "invalid_request",
                        "top_n"),
                Arguments.of(
                        "/api/v1/rerank",
                        "{\"query\": \"" + "a".repeat(2_001) + "\", \"documents\": [\"a\"]}",
                        400,
                        "query_too_long",
                        "query"));
    }

    private static String texts(int count) {
        return "{\"texts\": [" + String.join(",", Collections.nCopies(count, "\"pump\"")) + "]}";
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void badInputIsAnsweredWithWhatToMend(String path, String body, int status, String code, String field)
            throws Exception {
        JsonNode problem = problem("POST", path, body, status);

        assertThat(problem.get("code").asString()).isEqualTo(code);
        if (field != null) {
            assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        }
        if (status == 404) {
            assertThat(problem.get("detail").asString()).contains("bge-small-en-v1.5", "all-MiniLM-L6-v2");
        }
        assertThat(send("POST", "/api/v1/embed", texts(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongMethodsAndPathsAreProblemsToo() throws Exception {
        assertThat(problem("GET", "/api/v1/embed", null, 405).get("code").asString())
                .isEqualTo("method_not_allowed");
        assertThat(problem("GET", "/api/v1/nothing", null, 404).get("code").asString())
                .isEqualTo("not_found");
    }

    @Test
    void aDeadlineTooShortIsSaidSo() {
        String body = "{\"texts\": ["
                + String.join(
                        ",",
                        IntStream.range(0, 60)
                                .mapToObj(i -> "\"" + ("deadline " + i + " ").repeat(120) + "\"")
                                .toList())
                + "]}";

        HttpResponse<String> late = sendUnchecked(body);

        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(json.readTree(late.body()).get("code").asString()).isEqualTo("deadline_exceeded");
    }

    private HttpResponse<String> sendUnchecked(String body) {
        try {
            return send("POST", "/api/v1/embed", body, "X-Deadline-Ms", "20");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void healthNamesModelsAndNoRedis() throws Exception {
        JsonNode health = json.readTree(send("GET", "/health", null).body());

        assertThat(health.get("status").asString()).isEqualTo("healthy");
        assertThat(health.get("service").asString()).isEqualTo("embedding-service");
        assertThat(health.get("dependencies").get("models").asString()).isEqualTo("loaded");
        assertThat(health.get("dependencies").get("first_requests").asString()).isEqualTo("answered");
        assertThat(health.get("dependencies").has("redis")).isFalse();
        assertThat(send("GET", "/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    }

    @Test
    void stagesAreTimedAndMeasured() throws Exception {
        HttpResponse<String> response = send("POST", "/api/v1/embed", "{\"texts\": [\"a text timed once\"]}");

        assertThat(response.headers().firstValue("Server-Timing").orElseThrow())
                .contains("cache;dur=", "tokenize;dur=", "queue;dur=", "inference;dur=", "total;dur=");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        String metrics = send("GET", "/actuator/prometheus", null, "Accept", "text/plain")
                .body();
        assertThat(metrics)
                .contains("embedding_queue_wait_seconds", "embedding_inference_seconds", "embedding_tokens_total")
                .contains("embedding_cache_lookups_total");
    }

    @Test
    void theApiDocumentsItselfWithExamplesThatWork() throws Exception {
        JsonNode paths = json.readTree(send("GET", "/v3/api-docs", null).body()).get("paths");

        for (String path : List.of(
                "/api/v1/embed", "/api/v1/rerank", "/v1/embeddings", "/v1/rerank", "/v2/rerank", "/embed", "/rerank")) {
            JsonNode media = paths.get(path)
                    .get("post")
                    .get("requestBody")
                    .get("content")
                    .get("application/json");
            assertThat(media).as(path).isNotNull();
            JsonNode examples = media.get("examples");
            List<JsonNode> values = examples == null
                    ? List.of(media.get("example"))
                    : examples.values().stream()
                            .map(example -> example.get("value"))
                            .toList();
            assertThat(values).isNotEmpty();
            for (JsonNode value : values) {
                post(path, value.isString() ? value.asString() : value.toString());
            }
        }
        assertThat(paths.has("/api/v1/models")).isTrue();
        assertThat(send("GET", "/swagger-ui/index.html", null).statusCode()).isEqualTo(200);
    }

    @Test
    void refusalsReachTheTypedClientAsTheCallersFault() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                RemoteFailure.class,
                                () -> client.embed(new EmbedRequest(List.of("a"), "nope", null, null, null)))
                        .callersFault())
                .isTrue();
    }
}
