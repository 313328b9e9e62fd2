package io.celesteos.gateway.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerIT extends GatewayStack {

    private static final JsonMapper MAPPER = JsonStrictness.mapper();
    private static final String FOUND = """
            {"results": [{"id": "6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11", "type": "document_chunk",
              "document_id": "6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b12", "chunk_index": 4,
              "content": "Clean the strainer.", "snippet": "Clean the <mark>strainer</mark>.", "score": 0.9,
              "scores": {"bm25": 7.1}, "metadata": {"title": "Cooling"}, "highlights": ["strainer"]}],
             "search_metadata": {"search_type": "hybrid", "bm25_results": 1, "vector_results": 0,
              "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": ["rerank_unavailable"]}}""";
    private static final String READ = """
            {"entities": {"equipment": [{"text": "Gen 2", "start": 0, "end": 5, "canonical": "generator 2",
              "confidence": 0.9, "source": "pattern", "negated": false, "type": "generator"}]},
             "intent": {"primary": "diagnose_fault", "secondary": ["create_work_order"], "confidence": 0.8},
             "latency_ms": 2, "degraded": []}""";

    @BeforeEach
    void bothServicesAnswer() {
        SEARCH.onJson("/api/v1/search", 200, FOUND);
        NLP.onJson("/api/v1/extract", 200, READ);
    }

    @Test
    void theSignatureInTheBodyFixesTheYachtOfBothCalls() throws Exception {
        HttpResponse<String> response = send(json(
                request("/webhook/search").header("X-Request-Id", "req-1").header("traceparent", TRACE),
                """
                {"query": "Gen 2 overheating", "yacht_signature": "%s", "user_id": "u", "top_k": 3}""".formatted(Yachts.FIRST_SIGNATURE)));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = MAPPER.readTree(response.body());
        JsonNode card = answer.at("/results/0");
        assertThat(card.at("/type").stringValue()).isEqualTo("document_chunk");
        assertThat(card.at("/title").stringValue()).isEqualTo("Cooling");
        assertThat(card.at("/preview").stringValue()).isEqualTo("Clean the strainer.");
        assertThat(card.at("/actions").toString())
                .isEqualTo("[\"open_document\",\"create_work_order\",\"add_to_handover\"]");
        assertThat(card.at("/metadata/document_id").stringValue()).endsWith("1b12");
        assertThat(answer.at("/entities/equipment/0/text").stringValue()).isEqualTo("Gen 2");
        assertThat(answer.at("/intent/primary").stringValue()).isEqualTo("diagnose_fault");
        assertThat(answer.at("/metadata/degraded").toString()).isEqualTo("[\"rerank_unavailable\"]");
        assertThat(answer.at("/metadata/request_id").stringValue()).isEqualTo("req-1");
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("req-1");
        assertThat(response.headers().allValues("Server-Timing"))
                .singleElement()
                .asString()
                .contains("nlp;dur=", "search;dur=", "total;dur=");

        JsonNode searched = MAPPER.readTree(SEARCH.lastReceived().body());
        assertThat(searched.at("/yacht_id").stringValue()).isEqualTo(Yachts.FIRST.toString());
        assertThat(searched.at("/top_k").intValue()).isEqualTo(3);
        assertThat(MAPPER.readTree(NLP.lastReceived().body()).at("/yacht_id").stringValue())
                .isEqualTo(Yachts.FIRST.toString());
        Map<String, String> headers = SEARCH.lastReceived().headers();
        assertThat(headers)
                .containsEntry("x-api-key", INNER_KEY)
                .containsEntry("x-request-id", "req-1")
                .containsEntry("traceparent", TRACE)
                .containsKey("x-deadline-ms")
                .doesNotContainKey("x-yacht-signature");
    }

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void theSignatureInTheHeaderIsAsGood() throws Exception {
        HttpResponse<String> response = send(json(asFirst("/webhook/search"), """
                {"query": "x", "yacht_id": "%s"}""".formatted(Yachts.FIRST)));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | unauthorized    | {\"query\":\"x\"}",
                "401 | unauthorized    | {\"query\":\"x\",\"yacht_signature\":\"\"}",
                "401 | unauthorized    | {\"query\":\"x\",\"yacht_signature\":\"wrong\"}",
                "403 | yacht_inactive  | {\"query\":\"x\",\"yacht_signature\":\"suspended-yacht-signature\"}",
                "403 | forbidden       | {\"query\":\"x\",\"yacht_signature\":\"second-yacht-signature\",\"yacht_id\":\"00000000-0000-4000-8000-0000000000f1\"}",
                "400 | invalid_request | {\"yacht_signature\":\"first-yacht-signature\"}",
                "400 | invalid_request | {\"query\":\"\",\"yacht_signature\":\"first-yacht-signature\"}",
                "400 | invalid_request | {\"query\":7,\"yacht_signature\":\"first-yacht-signature\"}",
                "400 | invalid_request | {\"query\":\"\\u0007\",\"yacht_signature\":\"first-yacht-signature\"}",
                "400 | invalid_request | {\"query\":\"x\",\"top_k\":101,\"yacht_signature\":\"first-yacht-signature\"}",
                "400 | malformed_json  | {\"query\":\"x\",\"query\":\"y\",\"yacht_signature\":\"first-yacht-signature\"}",
                "400 | malformed_json  | {\"query\"",
                "400 | malformed_json  | []"
            })
    void whatCannotBeAnsweredIsAProblemThatSaysWhyAndAsksNobody(int status, String code, String body) throws Exception {
        HttpResponse<String> response = send(json(request("/webhook/search"), body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = MAPPER.readTree(response.body());
        assertThat(problem.at("/code").stringValue()).isEqualTo(code);
        assertThat(problem.at("/detail").stringValue()).isNotBlank();
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(SEARCH.received()).isEmpty();
        assertThat(NLP.received()).isEmpty();
    }

    @Test
    void aWrongSignatureSaysHowToSignIn() throws Exception {
        HttpResponse<String> wrong =
                send(json(request("/webhook/search"), "{\"query\":\"x\",\"yacht_signature\":\"w\"}"));
        HttpResponse<String> missing = send(json(request("/webhook/search"), "{\"query\":\"x\"}"));
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(MAPPER.readTree(wrong.body()).at("/detail"))
                .isEqualTo(MAPPER.readTree(missing.body()).at("/detail"));
    }

    @Test
    void twoDifferentSignaturesAreRefused() throws Exception {
        assertThat(send(json(
                                asFirst("/webhook/search"),
                                "{\"query\":\"x\",\"yacht_signature\":\"second-yacht-signature\"}"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(json(
                                asFirst("/webhook/search").header("X-Yacht-Signature", Yachts.SECOND_SIGNATURE),
                                "{\"query\":\"x\"}"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void bodiesOverOneMebibyteAreRefusedDeclaredOrNot() throws Exception {
        String large = "{\"query\":\"" + "x".repeat(1_100_000) + "\"}";
        HttpRequest.Builder chunked = asFirst("/webhook/search")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large)));
        assertThat(send(json(asFirst("/webhook/search"), large)).statusCode()).isEqualTo(413);
        assertThat(send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void theSearchEnginesOwnRefusalIsPassedOn() throws Exception {
        SEARCH.onJson("/api/v1/search", 400, """
                {"type": "urn:celeste:problem:invalid_request", "title": "t", "status": 400, "code": "invalid_request",
                 "detail": "filters.date_range.start must be a date",
                 "errors": [{"field": "filters.date_range.start", "message": "must be a date"}]}""");
        HttpResponse<String> response = ask("x");
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode problem = MAPPER.readTree(response.body());
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("filters.date_range.start");
        assertThat(problem.at("/instance").stringValue()).isEqualTo("/webhook/search");
    }

    @Test
    void aRefusedInnerKeyIsOurFaultAndNotTheCallers() throws Exception {
        SEARCH.onJson("/api/v1/search", 401, "{\"status\": 401, \"code\": \"unauthorized\"}");
        HttpResponse<String> response = ask("x");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(MAPPER.readTree(response.body()).at("/metadata/degraded").toString())
                .contains("\"search_fallback\"");
    }

    @Test
    void aSlowExtractionIsLeftOutWhenTheCallersDeadlineHasCome() throws Exception {
        NLP.on("/api/v1/extract", (request, response) -> Mono.never());
        HttpResponse<String> response =
                send(json(asFirst("/webhook/search").header("X-Deadline-Ms", "400"), "{\"query\":\"x\"}"));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = MAPPER.readTree(response.body());
        assertThat(answer.at("/results")).hasSize(1);
        assertThat(answer.at("/metadata/degraded").toString())
                .isEqualTo("[\"rerank_unavailable\",\"nlp_unavailable\"]");
        assertThat(answer.at("/intent/primary").stringValue()).isEqualTo("search");
    }

    @Test
    void queriesAreLoggedUnderTheirYacht() throws Exception {
        send(json(asFirst("/webhook/search"), "{\"query\": \"logged query\", \"user_id\": \"engineer\"}"));
        List<Map<String, Object>> rows = CompletableFuture.supplyAsync(() -> {
                    List<Map<String, Object>> found = List.of();
                    while (found.isEmpty()) {
                        found = database()
                                .queryForList("select yacht_id, user_id, result_count, array_to_string(degraded, ',')"
                                        + " as degraded from search_queries where query = 'logged query'");
                    }
                    return found;
                })
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join();
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.get("yacht_id")).isEqualTo(Yachts.FIRST.value());
            assertThat(row.get("user_id")).isEqualTo("engineer");
            assertThat(row.get("result_count")).isEqualTo(1);
            assertThat(row.get("degraded")).isEqualTo("rerank_unavailable");
        });
    }

    @Test
    void aCallerThatLeavesStopsTheWork() throws Exception {
        CompletableFuture<Void> abandoned = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        SEARCH.on("/api/v1/search", (request, response) -> {
            request.withConnection(connection -> connection.onDispose(() -> abandoned.complete(null)));
            asked.complete(null);
            return Mono.never();
        });
        CompletableFuture<HttpResponse<String>> call = HTTP.sendAsync(
                json(asFirst("/webhook/search"), "{\"query\":\"x\"}").build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
        asked.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
        call.cancel(true);
        // Long before the search's own limit of eight seconds.
        abandoned
                .orTimeout(Duration.ofSeconds(5).toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private HttpResponse<String> ask(String query) throws Exception {
        return send(json(asFirst("/webhook/search"), "{\"query\":\"" + query + "\"}"));
    }
}
