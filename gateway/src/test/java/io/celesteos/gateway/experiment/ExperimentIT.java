package io.celesteos.gateway.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.FakeService;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import io.celesteos.testbed.clients.DocumentedCalls;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

class ExperimentIT extends GatewayStack {

    private static final JsonMapper JSON = JsonStrictness.mapper();
    private static final FakeService OTHER = new FakeService();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FOUND = """
            {"results": [], "search_metadata": {"search_type": "hybrid", "bm25_results": 0, "vector_results": 0,
              "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": []}}""";
    private static final String READ = """
            {"entities": {}, "intent": {"primary": "search", "secondary": [], "confidence": 0.8}, "latency_ms": 2,
             "degraded": []}""";
    private static final String OLD = "{\"results\": [{\"title\": \"From the workflow\"}]}";

    @DynamicPropertySource
    static void otherArm(DynamicPropertyRegistry settings) {
        settings.add("gateway.experiment.webhook-url", () -> OTHER.url() + "/webhook/search");
        settings.add("gateway.experiment.base-url", OTHER::url);
        settings.add("gateway.experiment.paths", () -> "/api/v1/search");
        settings.add("gateway.experiment.api-key", () -> "key-of-the-other");
        settings.add("gateway.experiment.timeout", () -> "2s");
    }

    @BeforeEach
    void services() {
        OTHER.forget();
        SEARCH.onJson("/api/v1/search", 200, FOUND);
        NLP.onJson("/api/v1/extract", 200, READ);
        OTHER.onJson("/webhook/search", 200, OLD);
        OTHER.onJson("/api/v1/search", 200, OLD);
    }

    @AfterEach
    void off() throws Exception {
        send(request("/operator/experiment").header("X-API-Key", INNER_KEY).DELETE());
    }

    private JsonNode set(int percent, int shadow) throws Exception {
        HttpResponse<String> answer = send(request("/operator/experiment")
                .header("X-API-Key", INNER_KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"percent\": %d, \"shadow_percent\": %d}".formatted(percent, shadow))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode report() throws Exception {
        return JSON.readTree(send(request("/operator/experiment").header("X-API-Key", INNER_KEY))
                .body());
    }

    private HttpResponse<String> ask() throws Exception {
        return send(json(
                request("/webhook/search"),
                "{\"query\":\"oil\",\"user_id\":\"u\",\"yacht_signature\":\"" + Yachts.FIRST_SIGNATURE + "\"}"));
    }

    @Test
    void theDocumentedCallsShowTurnAndEndIt() throws Exception {
        List<String> calls =
                DocumentedCalls.of(Files.readString(Path.of("..", "docs", "gateway", "experiment.md")), "bash");
        assertThat(calls).hasSize(1);

        String printed = DocumentedCalls.run(
                Path.of("target").toAbsolutePath(),
                "CELESTE_API_KEY=" + INNER_KEY + "\n"
                        + calls.getFirst().replace("localhost:8000", "localhost:" + port));

        try (MappingIterator<JsonNode> reports = JSON.readerFor(JsonNode.class).readValues(printed)) {
            assertThat(reports.readAll())
                    .extracting(report -> report.at("/share/percent").intValue())
                    .containsExactly(0, 10, 0);
        }
    }

    @Test
    void offNobodyNoticesIt() throws Exception {
        HttpResponse<String> answer = ask();
        assertThat(answer.headers().firstValue("X-Variant")).isEmpty();
        assertThat(answer.body()).doesNotContain("variant");
        assertThat(OTHER.received()).isEmpty();
    }

    @Test
    void theOtherArmAnswersItsYachtsAndGetsNoCredential() throws Exception {
        set(100, 0);
        HttpResponse<String> answer = ask();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Variant")).hasValue("other");
        assertThat(JSON.readTree(answer.body()).at("/metadata/variant").stringValue())
                .isEqualTo("other");
        assertThat(JSON.readTree(answer.body()).at("/results/0/title").stringValue())
                .isEqualTo("From the workflow");
        assertThat(SEARCH.received()).isEmpty();
        FakeService.Received asked = OTHER.lastReceived();
        assertThat(asked.body())
                .contains(Yachts.FIRST.toString(), "\"user_id\":\"u\"")
                .doesNotContain(Yachts.FIRST_SIGNATURE);
        assertThat(asked.headers())
                .containsEntry("x-api-key", "key-of-the-other")
                .doesNotContainKeys("x-yacht-signature", "authorization")
                .doesNotContainValue(INNER_KEY);

        HttpResponse<String> proxied = send(json(asFirst("/api/v1/search"), "{\"query\":\"oil\"}"));
        assertThat(proxied.headers().firstValue("X-Variant")).hasValue("other");
        assertThat(proxied.body()).isEqualTo("{\"results\":[{\"title\":\"From the workflow\"}]}");
    }

    @Test
    void whatIsNotInOrderIsTheMainArmsToRefuse() throws Exception {
        set(100, 0);
        assertThat(send(json(asFirst("/webhook/search"), "{\"query\":\"\"}")).statusCode())
                .isEqualTo(400);
        assertThat(send(json(asFirst("/api/v1/search"), "{\"query\":\"oil\",\"yacht_id\":\"" + Yachts.SECOND + "\"}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(json(request("/webhook/search"), "{\"query\":\"oil\"}")).statusCode())
                .isEqualTo(401);
        assertThat(OTHER.received()).isEmpty();
    }

    @Test
    void anArmThatFailsFallsBackAndThatShows() throws Exception {
        set(100, 0);
        OTHER.onJson("/webhook/search", 500, "{}");
        HttpResponse<String> failed = ask();
        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.headers().firstValue("X-Variant")).hasValue("main");
        assertThat(failed.headers().firstValue("X-Variant-Fallback")).hasValue("other");
        assertThat(JSON.readTree(failed.body()).at("/metadata/variant_fallback").stringValue())
                .isEqualTo("other");
        assertThat(JSON.readTree(failed.body()).at("/intent/primary").stringValue())
                .isEqualTo("search");

        OTHER.onJson("/webhook/search", 200, "[1]");
        assertThat(ask().headers().firstValue("X-Variant-Fallback")).hasValue("other");
        OTHER.on("/webhook/search", (request, response) -> Mono.never());
        assertThat(ask().headers().firstValue("X-Variant-Fallback")).hasValue("other");
        assertThat(report().at("/other/failures").intValue()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aMirrorComparesAndChangesNothing() throws Exception {
        JsonNode before = report();
        OTHER.on("/webhook/search", (request, response) -> Mono.never());
        set(0, 100);
        // It is answered while the other arm has not begun to.
        assertThat(ask().headers().firstValue("X-Variant")).hasValue("main");
        await().atMost(PATIENCE)
                .until(() -> report().at("/shadow/failed").intValue()
                        > before.at("/shadow/failed").intValue());
        OTHER.onJson("/webhook/search", 200, OLD);
        HttpResponse<String> answer = ask();
        assertThat(JSON.readTree(answer.body()).at("/results")).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> report().at("/shadow/compared").intValue()
                        > before.at("/shadow/compared").intValue());
        assertThat(OTHER.lastReceived().body()).doesNotContain(Yachts.FIRST_SIGNATURE);
        JsonNode report = report();
        assertThat(report.at("/shadow/mean_overlap").doubleValue()).isZero();
        assertThat(report.at("/shadow/other_p95_ms").doubleValue()).isPositive();
        assertThat(report.at("/main/empty").intValue()).isPositive();
        assertThat(report.toString()).doesNotContain("oil", Yachts.FIRST.toString());
    }

    @Test
    void theSwitchIsTheOperatorsAlone() throws Exception {
        assertThat(send(request("/operator/experiment")).statusCode()).isEqualTo(401);
        assertThat(send(asFirst("/operator/experiment")).statusCode()).isEqualTo(401);
        assertThat(send(asFirst("/operator/experiment").DELETE()).statusCode()).isEqualTo(401);
        assertThat(set(100, 7).at("/share/shadow_percent").intValue()).isEqualTo(7);
        HttpResponse<String> off = send(
                request("/operator/experiment").header("X-API-Key", INNER_KEY).DELETE());
        assertThat(JSON.readTree(off.body()).at("/share/percent").intValue()).isZero();
        assertThat(JSON.readTree(off.body()).at("/reaches_all_gateways").booleanValue())
                .isFalse();
        assertThat(ask().headers().firstValue("X-Variant")).isEmpty();
        HttpResponse<String> wrong = send(request("/operator/experiment")
                .header("X-API-Key", INNER_KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"percent\": 101}")));
        assertThat(wrong.statusCode()).isEqualTo(400);
    }
}
