package io.celesteos.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Four dialects, one service: what they say of the same texts is the same. */
@RunningService
class DialectsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String DOCUMENTS =
            "[\"Fold the napkins.\", \"The genset overheats when its impeller is worn.\", \"Tighten the stern gland.\"]";

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode ask(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private JsonNode post(String path, String body) throws Exception {
        return ask("POST", path, body);
    }

    private JsonNode refused(String path, String body, int status) throws Exception {
        HttpResponse<String> response = send("POST", path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json.readTree(response.body());
        assertThat(problem.at("/code").asString()).isNotEmpty();
        assertThat(problem.at("/request_id").asString())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        return problem;
    }

    @Test
    void oneTextHasOneVectorInEveryDialect() throws Exception {
        JsonNode ours = post("/api/v1/embed", "{\"texts\": [\"bilge alarm\"]}").at("/embeddings/0");

        assertThat(post("/v1/embeddings", "{\"input\": \"bilge alarm\"}").at("/data/0/embedding"))
                .isEqualTo(ours);
        assertThat(post("/v1/embeddings", "{\"input\": [\"x\", \"bilge alarm\"]}")
                        .at("/data/1/embedding"))
                .isEqualTo(ours);
        JsonNode tei = post("/embed", "{\"inputs\": \"bilge alarm\"}");
        assertThat(tei).hasSize(1);
        assertThat(tei.at("/0")).isEqualTo(ours);
        assertThat(post("/embed", "{\"inputs\": [\"x\", \"bilge alarm\"], \"model\": \"bge-small\"}")
                        .at("/1"))
                .isEqualTo(ours);
    }

    @Test
    void tokenIdsAreReadAsTheTextTheyStandFor() throws Exception {
        // bert-base-uncased: hello = 7592, world = 2088.
        JsonNode written = post("/v1/embeddings", "{\"input\": \"hello world\"}");
        JsonNode counted = post("/v1/embeddings", "{\"input\": [101, 7592, 2088, 102]}");

        assertThat(counted.at("/data")).isEqualTo(written.at("/data"));
        assertThat(counted.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
        JsonNode mixed = post("/embed", "{\"inputs\": [[7592, 2088], \"hello world\"]}");
        assertThat(mixed.at("/0")).isEqualTo(mixed.at("/1")).isEqualTo(written.at("/data/0/embedding"));
    }

    @Test
    void teiReadsTextsAsTheyAreUnlessAPromptIsNamed() throws Exception {
        JsonNode query = post("/api/v1/embed", "{\"texts\": [\"why is it hot\"], \"input_type\": \"query\"}")
                .at("/embeddings/0");

        assertThat(post("/embed", "{\"inputs\": \"why is it hot\", \"prompt_name\": \"query\"}")
                        .at("/0"))
                .isEqualTo(query);
        assertThat(post("/embed", "{\"inputs\": \"why is it hot\"}").at("/0")).isNotEqualTo(query);
        assertThat(refused("/embed", "{\"inputs\": \"a\", \"prompt_name\": \"title\"}", 400)
                        .at("/error")
                        .asString())
                .contains("query, passage, document");
    }

    @Test
    void teiVectorsAreOfUnitLengthUnlessAskedOtherwise() throws Exception {
        assertThat(length(post("/embed", "{\"inputs\": \"pump\"}").at("/0"))).isCloseTo(1, within(1e-5));
        assertThat(length(post("/embed", "{\"inputs\": \"pump\", \"normalize\": false}")
                        .at("/0")))
                .isGreaterThan(1.5);
    }

    private static double length(JsonNode vector) {
        return Math.sqrt(StreamSupport.stream(vector.spliterator(), false)
                .mapToDouble(component -> component.asDouble() * component.asDouble())
                .sum());
    }

    @Test
    void teiRefusesLongTextsUnlessToldWhichEndToCut() throws Exception {
        String text = "anchor ".repeat(600) + "pump ".repeat(600);

        JsonNode problem = refused("/embed", "{\"inputs\": [\"a\", \"" + text + "\"]}", 400);
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("inputs[1]");
        assertThat(problem.at("/error_type").asString()).isEqualTo("Validation");

        JsonNode head = post("/embed", "{\"truncate\": true, \"inputs\": \"" + text + "\"}");
        assertThat(head).isEqualTo(post("/embed", "{\"inputs\": \"" + "anchor ".repeat(510) + "\"}"));
        JsonNode tail = post(
                "/embed", "{\"truncate\": true, \"truncation_direction\": \"left\", \"inputs\": \"" + text + "\"}");
        JsonNode pumps = post("/embed", "{\"inputs\": \"" + "pump ".repeat(509) + "\"}");
        assertThat(cosine(tail.at("/0"), pumps.at("/0"))).isGreaterThan(0.99);
        assertThat(cosine(head.at("/0"), pumps.at("/0"))).isLessThan(0.9);
    }

    private static double cosine(JsonNode a, JsonNode b) {
        double sum = 0;
        for (int d = 0; d < a.size(); d++) {
            sum += a.get(d).asDouble() * b.get(d).asDouble();
        }
        return sum;
    }

    @Test
    void oneQueryHasOneRankingInEveryDialect() throws Exception {
        String asked = "\"query\": \"generator too hot\", ";
        JsonNode ours = post("/api/v1/rerank", "{" + asked + "\"documents\": " + DOCUMENTS + "}");
        JsonNode cohere = post("/v2/rerank", "{" + asked + "\"documents\": " + DOCUMENTS + ", \"priority\": 0}");
        JsonNode jina = post("/v1/rerank", "{" + asked + "\"documents\": " + DOCUMENTS + "}");
        JsonNode tei = post("/rerank", "{" + asked + "\"texts\": " + DOCUMENTS + "}");

        assertThat(ours.at("/results")).hasSize(3);
        assertThat(ours.at("/results/0/index").asInt()).isEqualTo(1);
        for (int rank = 0; rank < 3; rank++) {
            JsonNode index = ours.at("/results/" + rank + "/index");
            JsonNode score = ours.at("/results/" + rank + "/score");
            assertThat(cohere.at("/results/" + rank + "/index")).isEqualTo(index);
            assertThat(cohere.at("/results/" + rank + "/relevance_score")).isEqualTo(score);
            assertThat(jina.at("/results/" + rank + "/index")).isEqualTo(index);
            assertThat(jina.at("/results/" + rank + "/relevance_score")).isEqualTo(score);
            assertThat(tei.at("/" + rank + "/index")).isEqualTo(index);
            assertThat(tei.at("/" + rank + "/score")).isEqualTo(score);
        }
        assertThat(cohere.at("/meta/api_version/version").asString()).isEqualTo("2");
        assertThat(cohere.at("/meta/billed_units/search_units").asInt()).isEqualTo(1);
        assertThat(cohere.at("/id").asString()).isNotEmpty();
        assertThat(jina.at("/usage/total_tokens").asInt()).isBetween(20, 60);
        assertThat(jina.at("/results/0/document/text").asString()).startsWith("The genset");
        assertThat(tei.at("/0").has("text")).isFalse();
    }

    @Test
    void whatARankingCarriesIsTheCallersChoice() throws Exception {
        String asked = "{\"query\": \"generator too hot\", ";

        JsonNode jina = post(
                "/v1/rerank",
                asked + "\"return_documents\": false, \"top_n\": 1, \"documents\": [\"a\", {\"text\": \"genset\"}]}");
        assertThat(jina.at("/results")).hasSize(1);
        assertThat(jina.at("/results/0").has("document")).isFalse();
        JsonNode tei =
                post("/rerank", asked + "\"return_text\": true, \"raw_scores\": true, \"texts\": [\"a\", \"genset\"]}");
        JsonNode scores = post("/rerank", asked + "\"texts\": [\"a\", \"genset\"]}");
        assertThat(tei.at("/0/text").asString()).isEqualTo("genset");
        for (int rank = 0; rank < 2; rank++) {
            assertThat(1 / (1 + Math.exp(-tei.at("/" + rank + "/score").asDouble())))
                    .isCloseTo(scores.at("/" + rank + "/score").asDouble(), within(1e-9));
        }
    }

    @Test
    void documentsAreReadAsFarAsTheCallerSays() throws Exception {
        String asked = "{\"query\": \"generator too hot\", \"documents\": ";
        String whole = asked + "[\"alpha beta the generator is too hot\"]";

        assertThat(post("/v2/rerank", whole + ", \"max_tokens_per_doc\": 2}").at("/results"))
                .isEqualTo(post("/v2/rerank", asked + "[\"alpha beta\"]}").at("/results"))
                .isNotEqualTo(post("/v2/rerank", whole + ", \"max_tokens_per_doc\": 4096}")
                        .at("/results"));
        String words = "pump ".repeat(600);
        JsonNode problem = refused("/rerank", "{\"query\": \"pump\", \"texts\": [\"" + words + "\"]}", 400);
        assertThat(problem.at("/error").asString()).contains("texts[0]", "512");
        assertThat(post("/rerank", "{\"query\": \"pump\", \"truncate\": true, \"texts\": [\"" + words + "\"]}"))
                .hasSize(1);
    }

    @Test
    void theServiceDescribesItselfInEachDialect() throws Exception {
        JsonNode info = ask("GET", "/info", null);
        assertThat(info.at("/model_id").asString()).isEqualTo("bge-small-en-v1.5");
        assertThat(info.at("/model_type/embedding/pooling").asString()).isEqualTo("cls");
        assertThat(info.at("/max_input_length").asInt()).isEqualTo(512);
        assertThat(info.at("/max_client_batch_size").asInt()).isEqualTo(100);
        assertThat(info.at("/auto_truncate").asBoolean()).isFalse();

        JsonNode models = ask("GET", "/v1/models", null);
        assertThat(models.at("/data").valueStream().map(model -> model.at("/id").asString()))
                .contains("bge-small-en-v1.5", "all-MiniLM-L6-v2");
        JsonNode model = ask("GET", "/v1/models/MiniLM", null);
        assertThat(model.at("/id").asString()).isEqualTo("all-MiniLM-L6-v2");
        assertThat(model.at("/object").asString()).isEqualTo("model");
        assertThat(send("GET", "/v1/models/gpt-4", null).body()).contains("\"model_not_found\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/embeddings | {                                  | 400 | invalid_request_error",
                "/v1/embeddings | {\"input\": []}                    | 400 | invalid_request_error",
                "/v1/embeddings | {\"input\": \"a\", \"model\": \"b\"} | 404 | invalid_request_error",
                "/embed         | {                                  | 400 | Validation",
                "/embed         | {}                                 | 400 | Validation",
                "/embed         | {\"inputs\": \"a\", \"model\": \"b\"} | 404 | Validation",
                "/rerank        | {\"query\": \"a\", \"texts\": [\"\"]} | 400 | Validation",
                "/v1/rerank     | {\"query\": \"a\", \"documents\": [{}]} | 400 |",
                "/v2/rerank     | {\"query\": \"a\", \"documents\": [7]} | 400 |",
                "/v2/rerank     | {\"query\": \"a\", \"documents\": [\"a\", \" \"]} | 400 |",
                "/v2/rerank     | {\"query\": \"a\", \"documents\": [\"a\"], \"max_tokens_per_doc\": 0} | 400 |"
            })
    void errorsAreReadableInTheirDialect(String path, String body, int status, String type) throws Exception {
        JsonNode problem = refused(path, body, status);
        String detail = problem.at("/detail").asString();

        assertThat(detail).isNotBlank();
        assertThat(problem.at("/message").asString()).isEqualTo(detail);
        if (path.equals("/v1/embeddings")) {
            assertThat(problem.at("/error/message").asString()).isEqualTo(detail);
            assertThat(problem.at("/error/type").asString()).isEqualTo(type);
            assertThat(problem.at("/error/code").asString()).isNotEmpty();
            assertThat(problem.at("/error").has("param")).isTrue();
        } else if (type != null) {
            assertThat(problem.at("/error").asString()).isEqualTo(detail);
            assertThat(problem.at("/error_type").asString()).isEqualTo(type);
        } else {
            assertThat(problem.has("error")).isFalse();
        }
    }

    @Test
    void tooManyTextsAreTooManyInEveryForm() throws Exception {
        String texts = String.join(",", java.util.Collections.nCopies(101, "\"a\""));
        for (String tooMany : List.of(texts, texts.replace("\"a\"", "[7592]"))) {
            refused("/v1/embeddings", "{\"input\": [" + tooMany + "]}", 413);
            refused("/embed", "{\"inputs\": [" + tooMany + "]}", 413);
        }
        for (String path : List.of("/v1/rerank", "/v2/rerank")) {
            refused(path, "{\"query\": \"a\", \"documents\": [" + texts + "]}", 413);
        }
        assertThat(refused("/rerank", "{\"query\": \"a\", \"texts\": [" + texts + "]}", 413)
                        .at("/error_type")
                        .asString())
                .isEqualTo("Validation");
    }
}
