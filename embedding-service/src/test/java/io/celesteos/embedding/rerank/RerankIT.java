package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.RerankResponse.RerankScore;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEncoding;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reranking and token vectors over HTTP, in the same context as {@code EmbeddingServiceIT}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"embedding.models.cache-folder=target/models", "embedding.cache.redis-url="})
class RerankIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final List<String> DOCUMENTS = List.of(
            "The anchor windlass brake lining is 6 mm thick when new.",
            "If the generator overheats, check the raw water pump impeller and the sea strainer.",
            "Guest laundry is collected at eight in the morning.");

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

    @Test
    void theFirstStageHasItsSay() {
        List<Double> firstStage = List.of(0.032, 0.031, 0.016);
        RerankResponse half =
                client.rerank(new RerankRequest("generator too hot", DOCUMENTS, null, null, firstStage, null));
        RerankResponse none =
                client.rerank(new RerankRequest("generator too hot", DOCUMENTS, 1, null, firstStage, 0.0));

        assertThat(half.results()).extracting(RerankScore::index).startsWith(1, 0);
        assertThat(half.results().getFirst().score()).isCloseTo(0.5 * 0.015 / 0.016 + 0.5, within(1e-9));
        assertThat(half.results()).extracting(RerankScore::rerankScore).doesNotContainNull();
        assertThat(half.scored()).isEqualTo(3);
        assertThat(half.unscored()).isEmpty();
        assertThat(none.results()).extracting(RerankScore::index).containsExactly(0);
        assertThat(none.scored()).isEqualTo(3);
    }

    @Test
    void aSearchEngineCanStoreAndCompareTokenVectors() {
        TokenEmbeddingsResponse stored = client.tokenEmbeddings(
                new TokenEmbeddingsRequest(DOCUMENTS, null, null, true, 2, 64, TokenEncoding.INT8));
        TokenEmbeddingsResponse query = client.tokenEmbeddings(new TokenEmbeddingsRequest(
                List.of("generator too hot"), null, null, null, null, 64, TokenEncoding.FLOAT));

        assertThat(stored.space()).isEqualTo(query.space()).startsWith("bge-small-en-v1.5@");
        assertThat(stored.dimensions()).isEqualTo(64);
        double best = query.matrix(0).maxSim(stored.matrix(1));
        assertThat(best)
                .isGreaterThan(query.matrix(0).maxSim(stored.matrix(0)))
                .isGreaterThan(query.matrix(0).maxSim(stored.matrix(2)));
    }

    static Stream<Arguments> badRequests() {
        String two = "{\"query\": \"a\", \"documents\": [\"a\", \"b\"], ";
        String one = "{\"texts\": [\"a\"], ";
        return Stream.of(
                Arguments.of("rerank", two + "\"first_stage_scores\": [1]}", 400, "first_stage_scores"),
                Arguments.of("rerank", two + "\"first_stage_scores\": []}", 400, "first_stage_scores"),
                Arguments.of("rerank", two + "\"first_stage_scores\": [1, null]}", 400, "first_stage_scores[1]"),
                Arguments.of("rerank", two + "\"first_stage_scores\": [1, \"x\"]}", 400, "first_stage_scores[1]"),
                Arguments.of("rerank", two + "\"first_stage_scores\": [1, 1e999]}", 400, "first_stage_scores[1]"),
                Arguments.of("rerank", two + "\"first_stage_scores\": [1, NaN]}", 400, null),
                Arguments.of("rerank", two + "\"first_stage_scores\": [1, 2], \"blend\": 1.5}", 400, "blend"),
                Arguments.of("rerank", two + "\"first_stage_scores\": [1, 2], \"blend\": -0.1}", 400, "blend"),
                Arguments.of("rerank", two + "\"blend\": 0.5}", 400, "first_stage_scores"),
                Arguments.of("rerank", two + "\"model\": \"cross-encoder:minilm\"}", 404, null),
                Arguments.of("token-embeddings", "{}", 400, "texts"),
                Arguments.of("token-embeddings", "{\"texts\": []}", 400, "texts"),
                Arguments.of("token-embeddings", "{\"texts\": [\"\"]}", 400, "texts[0]"),
                Arguments.of("token-embeddings", "{\"texts\": [\"half \\ud83d\"]}", 400, "texts[0]"),
                Arguments.of("token-embeddings", one + "\"pool\": 0}", 400, "pool"),
                Arguments.of("token-embeddings", one + "\"pool\": 5}", 400, "pool"),
                Arguments.of("token-embeddings", one + "\"dimensions\": 100}", 400, "dimensions"),
                Arguments.of("token-embeddings", one + "\"dimensions\": 0}", 400, "dimensions"),
                Arguments.of("token-embeddings", one + "\"dimensions\": -64}", 400, "dimensions"),
                Arguments.of("token-embeddings", one + "\"encoding\": \"int4\"}", 400, "encoding"),
                Arguments.of("token-embeddings", one + "\"drop_stop_words\": \"yes\"}", 400, "drop_stop_words"),
                Arguments.of("token-embeddings", one + "\"model\": \"mpnet\"}", 404, null),
                Arguments.of(
                        "token-embeddings",
                        "{\"texts\": [" + String.join(",", Collections.nCopies(101, "\"a\"")) + "]}",
                        413,
                        null));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void badInputIsAnsweredWithWhatToMend(String path, String body, int status, String field) throws Exception {
        HttpResponse<String> response = post(path, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = json.readTree(response.body());
        assertThat(problem.get("code").asString()).isNotBlank();
        if (field != null) {
            assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        }
        if ("dimensions".equals(field)) {
            assertThat(problem.get("detail").asString()).contains("[32, 64, 96, 128, 384]");
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/" + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theExamplesOfTheDocumentWork() throws Exception {
        HttpResponse<String> document = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode examples = json.readTree(document.body())
                .at("/paths/~1api~1v1~1token-embeddings/post/requestBody/content/application~1json/examples");

        assertThat(examples.size()).isEqualTo(2);
        for (JsonNode example : examples) {
            JsonNode value = example.get("value");
            assertThat(post("token-embeddings", value.isString() ? value.asString() : value.toString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
