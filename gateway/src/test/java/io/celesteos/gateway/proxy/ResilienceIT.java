package io.celesteos.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.FakeService;
import io.celesteos.gateway.stack.TightStack;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ResilienceIT extends TightStack {

    private static final String ASKED = "{\"text\":\"Gen 2\"}";

    private static final String READ = """
            {"entities": {"equipment": [{"text": "Gen 2", "start": 0, "end": 5, "canonical": "generator 2",
              "confidence": 0.9, "source": "pattern", "negated": false, "type": "generator"}]},
             "intent": {"primary": "diagnose_fault", "secondary": ["create_work_order"], "confidence": 0.8},
             "latency_ms": 2, "degraded": []}""";

    private static final String FOUND = """
            {"results": [{"id": "6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11", "type": "document_chunk",
              "document_id": "6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b12", "chunk_index": 4,
              "content": "Clean the strainer.", "snippet": "Clean the <mark>strainer</mark>.", "score": 0.9,
              "scores": {"bm25": 7.1}, "metadata": {"title": "Cooling"}, "highlights": ["strainer"]}],
             "search_metadata": {"search_type": "hybrid", "bm25_results": 1, "vector_results": 0,
              "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": []}}""";

    @Test
    void aSlowServiceTakesItsOwnPlacesAndNobodyElses() throws Exception {
        Sinks.Empty<Void> answer = Sinks.empty();
        CountDownLatch under = new CountDownLatch(MAX_CALLS);
        SEARCH.on("/rag/query", (request, response) -> {
            under.countDown();
            return answer.asMono().then(Mono.from(response.sendString(Mono.just("{}"))));
        });
        NLP.onJson("/api/v1/extract", 200, READ);
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < MAX_CALLS; i++) {
            slow.add(HTTP.sendAsync(json(asFirst("/rag/query"), "{}").build(), HttpResponse.BodyHandlers.ofString()));
        }
        under.await();

        HttpResponse<String> refused = send(json(asFirst("/rag/query"), "{}"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("overloaded", "search-engine");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(send(json(asFirst("/api/v1/extract"), ASKED)).statusCode()).isEqualTo(200);

        answer.tryEmitEmpty();
        for (var one : slow) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void streamsDoNotTakeThePlacesOfCallsNorCountAsSlow() throws Exception {
        STREAMING.on(
                "/api/v1/stream",
                (request, response) -> response.sse().sendString(Flux.concat(Mono.just("data: 1\n\n"), Mono.never())));
        STREAMING.onJson("/api/v1/answer", 200, "{}");
        List<BufferedReader> open = new ArrayList<>();
        for (int i = 0; i < MAX_CALLS + 2; i++) {
            var response =
                    HTTP.send(asFirst("/api/v1/stream?query=x").build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            open.add(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        }
        assertThat(send(json(asFirst("/api/v1/answer"), "{}")).statusCode()).isEqualTo(200);
        for (BufferedReader stream : open) {
            stream.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadingRequestSurvivesAFailureWithItsBody(boolean hangsUp) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        NLP.on("/api/v1/extract", (request, response) -> {
            if (asked.incrementAndGet() > 1) {
                return response.header("Content-Type", "application/json").sendString(Mono.just("{\"second\":true}"));
            }
            if (hangsUp) {
                request.withConnection(connection -> connection.channel().close());
                return Mono.never();
            }
            return response.status(503).header("X-First", "1").sendString(Mono.just("{\"first\":true}"));
        });
        HttpResponse<String> response = send(json(asFirst("/api/v1/extract"), ASKED));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"second\":true}");
        assertThat(response.headers().firstValue("X-First")).isEmpty();
        assertThat(NLP.received())
                .hasSize(2)
                .extracting(FakeService.Received::body)
                .allSatisfy(body -> assertThat(body).contains("\"text\":\"Gen 2\"", "yacht_id"));
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/v1/documents", "DELETE, /api/v1/documents/7", "POST, /rag/reload", "POST, /api/v1/jobs/7"})
    void whatChangesSomethingIsSentOnce(String method, String path) throws Exception {
        SEARCH.on(path, (request, response) -> {
            request.withConnection(connection -> connection.channel().close());
            return Mono.never();
        });
        HttpResponse<String> response = send(asFirst(path)
                .header("Content-Type", "application/json")
                .method(method, java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(SEARCH.received()).hasSize(1);
    }

    @Test
    void aServiceThatStaysUnreadyIsShownAsItIs() throws Exception {
        EMBEDDING.onJson("/api/v1/embed", 503, "{\"code\":\"starting\",\"status\":503}");
        HttpResponse<String> response = send(json(asFirst("/api/v1/embed"), "{}"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("starting");
        assertThat(EMBEDDING.received()).hasSize(2);
    }

    @Test
    void whoeverIsInAHurryIsToldInTimeAndOpensNoBreaker() throws Exception {
        NLP.on("/api/v1/extract/batch", (request, response) -> Mono.never());
        for (int i = 0; i < 8; i++) {
            HttpResponse<String> late =
                    send(json(asFirst("/api/v1/extract/batch").header("X-Deadline-Ms", "50"), ASKED));
            assertThat(late.statusCode()).isEqualTo(504);
        }
        NLP.onJson("/api/v1/extract/batch", 200, "{}");
        assertThat(send(json(asFirst("/api/v1/extract/batch"), ASKED)).statusCode())
                .isEqualTo(200);
    }

    /** Both sides share one breaker; the service comes back while nobody calls it. */
    @Test
    void aDeadServiceIsLeftAloneShownAndBackByItself() throws Exception {
        SEARCH.onJson("/api/v1/search", 200, FOUND);
        NLP.goAway();
        try {
            for (int i = 0; i < 6; i++) {
                assertThat(send(json(asFirst("/api/v1/extract/batch"), ASKED)).statusCode())
                        .isEqualTo(503);
            }
            HttpResponse<String> alone = send(json(asFirst("/api/v1/extract/batch"), ASKED));
            assertThat(alone.statusCode()).isEqualTo(503);
            assertThat(alone.body()).contains("upstream_unavailable", "left alone");
            assertThat(alone.headers().firstValue("Retry-After")).isPresent();
            assertThat(degraded()).isNotEmpty();

            JsonNode health = healthUntil(now -> !now.at("/breakers").isMissingNode());
            assertThat(health.at("/status").stringValue()).isEqualTo("degraded");
            assertThat(health.at("/breakers").toString()).isEqualTo("{\"nlp-service\":\"open\"}");
            assertThat(health.at("/dependencies/nlp-service").stringValue()).isEqualTo("unreachable");
            assertThat(metrics())
                    .contains("gateway_upstream_breaker{service=\"nlp-service\",state=\"open\"} 1.0")
                    .contains("gateway_dependency_up{dependency=\"nlp-service\"} 0.0");
        } finally {
            NLP.comeBack();
        }
        healthUntil(now -> now.at("/status").stringValue().equals("healthy"));
        NLP.onJson("/api/v1/extract/batch", 200, "{}");
        for (int i = 0; i < 3; i++) {
            assertThat(send(json(asFirst("/api/v1/extract/batch"), ASKED)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(metrics())
                .contains("gateway_upstream_breaker{service=\"nlp-service\",state=\"closed\"} 1.0")
                .contains("gateway_upstream_retries_left", "gateway_upstream_places_left", "outcome=\"refused_open\"");
    }

    @Test
    void aServiceThatCallsItselfHealthyAndFailsIsDegraded() throws Exception {
        EMBEDDING.onJson("/api/v1/rerank", 500, "{}");
        assertThat(send(json(asFirst("/api/v1/rerank"), "{}")).statusCode()).isEqualTo(500);
        JsonNode health = healthUntil(now -> now.at("/status").stringValue().equals("degraded"));
        assertThat(health.at("/dependencies/embedding-service").stringValue()).isEqualTo("failing");
        EMBEDDING.onJson("/api/v1/rerank", 200, "{}");
        assertThat(send(json(asFirst("/api/v1/rerank"), "{}")).statusCode()).isEqualTo(200);
        healthUntil(now -> now.at("/status").stringValue().equals("healthy"));
    }

    private JsonNode degraded() throws Exception {
        HttpResponse<String> answer = send(json(asFirst("/webhook/search"), "{\"query\":\"x\"}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonStrictness.mapper().readTree(answer.body()).at("/metadata/degraded");
    }

    private String metrics() throws Exception {
        return send(request("/actuator/prometheus").header("X-API-Key", INNER_KEY))
                .body();
    }

    @Test
    void whatTheGatewayRefusesItselfIsNotHeldAgainstAService() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(send(json(asFirst("/api/v1/extract"), "{\"a\":1,\"a\":2}"))
                            .statusCode())
                    .isEqualTo(400);
        }
        NLP.onJson("/api/v1/extract", 200, "{}");
        assertThat(JsonStrictness.mapper()
                        .readTree(send(json(asFirst("/api/v1/extract"), ASKED)).body())
                        .isObject())
                .isTrue();
    }
}
