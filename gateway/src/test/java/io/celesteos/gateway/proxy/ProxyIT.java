package io.celesteos.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.FakeService;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class ProxyIT extends GatewayStack {

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/v1/search,        SEARCH",
        "POST,   /api/v1/documents,     SEARCH",
        "DELETE, /api/v1/documents/7,   SEARCH",
        "GET,    /api/v1/jobs/7,        SEARCH",
        "GET,    /api/v1/workflows,     SEARCH",
        "GET,    /api/v1/workflows/runs/7, SEARCH",
        "POST,   /api/v1/workflows/runs/7/cancel, SEARCH",
        "POST,   /rag/query,            SEARCH",
        "GET,    /rag/stats,            SEARCH",
        "POST,   /api/v1/embed,         EMBEDDING",
        "POST,   /api/v1/rerank,        EMBEDDING",
        "GET,    /api/v1/models,        EMBEDDING",
        "POST,   /v1/embeddings,        EMBEDDING",
        "POST,   /v1/rerank,            EMBEDDING",
        "GET,    /v1/models/minilm,     EMBEDDING",
        "POST,   /v2/rerank,            EMBEDDING",
        "POST,   /embed,                EMBEDDING",
        "POST,   /rerank,               EMBEDDING",
        "GET,    /info,                 EMBEDDING",
        "POST,   /api/v1/extract,       NLP",
        "POST,   /api/v1/extract/batch, NLP",
        "GET,    /api/v1/stream,        STREAMING",
        "POST,   /api/v1/answer,        STREAMING",
        "POST,   /api/v1/chat,          STREAMING",
        "POST,   /v1/chat/completions,  STREAMING"
    })
    void everyPathReachesItsServiceAndOnlyWithACredential(String method, String path, String service) throws Exception {
        FakeService fake = Map.of("SEARCH", SEARCH, "EMBEDDING", EMBEDDING, "NLP", NLP, "STREAMING", STREAMING)
                .get(service);
        fake.onJson(path, 200, "{\"ok\":true}");
        var body =
                method.equals("POST") ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody();

        HttpResponse<String> stranger =
                send(request(path).method(method, body).header("Content-Type", "application/json"));
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(fake.received()).isEmpty();

        HttpResponse<String> known =
                send(asFirst(path).method(method, body).header("Content-Type", "application/json"));
        assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
        assertThat(known.body()).isEqualTo("{\"ok\":true}");
        assertThat(fake.received()).hasSize(1);
        assertThat(fake.lastReceived().method()).isEqualTo(method);
        boolean ofAYacht = fake != EMBEDDING;
        assertThat(fake.lastReceived().uri().equals(path + "?yacht_id=" + Yachts.FIRST))
                .isEqualTo(ofAYacht);
        if (method.equals("POST")) {
            assertThat(fake.lastReceived().body())
                    .isEqualTo(ofAYacht ? "{\"yacht_id\":\"" + Yachts.FIRST + "\"}" : "{}");
        }
    }

    /** It is the one place in which OpenAI's clients send a credential. */
    @Test
    void clientsOfOpenAiSendTheYachtsTokenAsTheirKey() throws Exception {
        STREAMING.onJson("/v1/chat/completions", 200, "{}");
        HttpRequest.Builder request =
                request("/v1/chat/completions").header("Authorization", "Bearer " + Yachts.FIRST_SIGNATURE);

        assertThat(send(json(request, "{}")).statusCode()).isEqualTo(200);
        assertThat(STREAMING.lastReceived().body()).isEqualTo("{\"yacht_id\":\"" + Yachts.FIRST + "\"}");
        assertThat(STREAMING.lastReceived().headers()).doesNotContainKey("authorization");
    }

    @Test
    void onlyHarmlessHeadersAndTheInnerKeyGoIn() throws Exception {
        SEARCH.onJson("/rag/query", 200, "{}");
        HttpRequest.Builder request = json(request("/rag/query"), "{}")
                .header("Authorization", "Bearer " + Yachts.FIRST_SIGNATURE)
                .header("Cookie", "a=b")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Forwarded", "for=10.0.0.1")
                .header("X-Yacht-Id", Yachts.SECOND.toString())
                .header("X-Original-URL", "/actuator")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("X-Request-Id", "req-7")
                .header("X-Deadline-Ms", "5000")
                .header("Idempotency-Key", "once");
        assertThat(send(request).statusCode()).isEqualTo(200);
        Map<String, String> headers = SEARCH.lastReceived().headers();
        assertThat(headers)
                .containsEntry("x-api-key", INNER_KEY)
                .containsEntry("x-request-id", "req-7")
                .containsEntry("idempotency-key", "once")
                .doesNotContainKeys(
                        "x-yacht-signature",
                        "authorization",
                        "cookie",
                        "x-forwarded-for",
                        "forwarded",
                        "x-yacht-id",
                        "x-original-url",
                        "x-http-method-override");
        assertThat(Long.parseLong(headers.get("x-deadline-ms"))).isBetween(1L, 5000L);
    }

    @Test
    void noHeaderComesBackTwiceAndNoneGivesTheInsidesAway() throws Exception {
        SEARCH.on(
                "/rag/query",
                (request, response) -> response.header("Content-Type", "application/json")
                        .header("X-Request-Id", "inner")
                        .header("Server-Timing", "bm25;dur=1.2, total;dur=3.0")
                        .header("Server", "inner/1.0")
                        .header("X-Powered-By", "inner")
                        .header("Set-Cookie", "a=b")
                        .header("Access-Control-Allow-Origin", "*")
                        .header("Cache-Control", "max-age=5")
                        .header("X-Content-Type-Options", "nosniff")
                        .sendString(Mono.just("{}")));
        HttpResponse<String> response = send(json(asFirst("/rag/query").header("X-Request-Id", "outer"), "{}"));
        assertThat(response.headers().map())
                .allSatisfy((name, values) -> assertThat(values).as(name).hasSize(1));
        assertThat(response.headers().firstValue("X-Request-Id")).contains("outer");
        assertThat(response.headers().firstValue("Server-Timing").orElseThrow())
                .startsWith("bm25;dur=1.2, upstream;dur=3.0, ")
                .contains("total;dur=");
        assertThat(response.headers().map())
                .doesNotContainKeys("server", "x-powered-by", "set-cookie", "access-control-allow-origin");
        assertThat(response.headers().firstValue("Cache-Control")).contains("max-age=5");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aCredentialNeverReachesAnotherYachtsData(String method, String path, String body, int status)
            throws Exception {
        SEARCH.onJson(path.split("\\?")[0], 200, "{}");
        HttpRequest.Builder request = request(path)
                .header("X-Yacht-Signature", Yachts.SECOND_SIGNATURE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(SEARCH.received()).allSatisfy(received -> {
            assertThat(received.uri()).doesNotContain(Yachts.FIRST.toString());
            assertThat(received.uri()).contains("yacht_id=" + Yachts.SECOND);
            if (!received.body().isEmpty()) {
                assertThat(JsonStrictness.mapper()
                                .readTree(received.body())
                                .at("/yacht_id")
                                .stringValue())
                        .isEqualTo(Yachts.SECOND.toString());
            }
        });
        assertThat(SEARCH.received()).hasSize(status == 200 ? 1 : 0);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> attacks() {
        String first = Yachts.FIRST.toString();
        String second = Yachts.SECOND.toString();
        return Stream.of(
                attack("POST", "/api/v1/search", "{\"yacht_id\":\"" + first + "\"}", 403),
                attack("POST", "/api/v1/search", "{\"\\u0079acht_id\":\"" + first + "\"}", 403),
                attack(
                        "POST",
                        "/api/v1/search",
                        "{\"yacht_id\":\"" + second + "\",\"yacht_id\":\"" + first + "\"}",
                        400),
                attack("POST", "/api/v1/search", "[{\"yacht_id\":\"" + first + "\"}]", 400),
                attack("POST", "/api/v1/search", "{\"yacht_id\":[\"" + first + "\"]}", 400),
                attack("POST", "/api/v1/search?yacht_id=" + first, "{}", 403),
                attack("POST", "/api/v1/search?yacht_id=" + second + "&yacht_id=" + first, "{}", 403),
                attack("GET", "/api/v1/jobs/7?yacht_id=" + first, "", 403),
                attack("GET", "/api/v1/workflows/runs/7?yacht_id=" + first, "", 403),
                attack("GET", "/api/v1/workflows/runs/7/events?yacht_id=" + first, "", 403),
                attack("POST", "/api/v1/workflows/runs/7/cancel?yacht_id=" + first, "", 403),
                attack("POST", "/api/v1/workflows/ingest/runs", "{\"yacht_id\":\"" + first + "\"}", 403),
                attack("GET", "/api/v1/jobs/7?yacht_id=" + second + "&%79acht_id=" + first, "", 403),
                attack("DELETE", "/api/v1/documents/7?yacht_id=" + first, "", 403),
                attack("DELETE", "/api/v1/documents/7", "{\"yacht_id\":\"" + first + "\"}", 200),
                attack("GET", "/api/v1/jobs/7", "{\"yacht_id\":\"" + first + "\"}", 200),
                attack("PUT", "/api/v1/documents/7", "{\"yacht_id\":\"" + first + "\"}", 403),
                attack("PATCH", "/api/v1/documents/7", "{\"yacht_id\":\"" + first + "\"}", 403),
                attack("POST", "/api/v1/search", "{\"query\":\"x\"}", 200));
    }

    private static org.junit.jupiter.params.provider.Arguments attack(
            String method, String path, String body, int status) {
        return org.junit.jupiter.params.provider.Arguments.of(method, path, body, status);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/search,    multipart/form-data; boundary=x",
        "/api/v1/documents, multipart/mixed; boundary=x",
        "/api/v1/documents, application/x-www-form-urlencoded",
        "/api/v1/documents, text/plain"
    })
    void bodiesThatAreNoJsonAreUnsupported(String path, String type) throws Exception {
        HttpRequest.Builder request = asFirst(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("yacht_id=" + Yachts.SECOND));
        assertThat(send(request).statusCode()).isEqualTo(415);
        assertThat(SEARCH.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/search", "/api/v1/embed"})
    void bodiesOverTheLimitAreRefusedWhenTheyDeclareNoLength(String path) throws Exception {
        HttpRequest.Builder request = asFirst(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofString("{\"a\":\"" + "x".repeat(1_100_000) + "\"}")));
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(SEARCH.received()).isEmpty();
        assertThat(EMBEDDING.received()).isEmpty();
    }

    @Test
    void aRefusalOfTheServiceComesThroughAsItIs() throws Exception {
        String problem = "{\"status\":404,\"code\":\"unknown_model\",\"detail\":\"install it\"}";
        EMBEDDING.onJson("/api/v1/embed", 404, problem);
        HttpResponse<String> response = send(json(asFirst("/api/v1/embed"), "{}"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo(problem);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aServiceThatIsDownIsUnavailableAndBackAsSoonAsItIs() throws Exception {
        EMBEDDING.goAway();
        HttpResponse<String> away;
        try {
            away = send(json(asFirst("/api/v1/embed"), "{\"text\":\"x\"}"));
        } finally {
            EMBEDDING.comeBack();
        }
        JsonNode problem = JsonStrictness.mapper().readTree(away.body());
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(problem.at("/code").stringValue()).isEqualTo("upstream_unavailable");
        assertThat(problem.at("/detail").stringValue())
                .contains("embedding-service")
                .doesNotContain("127.0.0.1");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        EMBEDDING.onJson("/api/v1/embed", 200, "{}");
        assertThat(send(json(asFirst("/api/v1/embed"), "{\"text\":\"x\"}")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aServiceThatHangsUpIsUnavailable() throws Exception {
        EMBEDDING.on("/api/v1/embed", (request, response) -> {
            request.withConnection(connection -> connection.channel().close());
            return Mono.never();
        });
        assertThat(send(json(asFirst("/api/v1/embed"), "{}")).statusCode()).isEqualTo(503);
    }

    @Test
    void aServiceThatDoesNotBeginToAnswerIsADeadline() throws Exception {
        EMBEDDING.on("/api/v1/embed", (request, response) -> Mono.never());
        HttpResponse<String> response = send(json(asFirst("/api/v1/embed"), "{}"));
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("deadline_exceeded");
    }
}
