package io.celesteos.gateway.fallback.proxied;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The nlp-service is stopped or hangs; a server that speaks chat completions is there or not. */
class ExtractFallbackIT extends GatewayStack {

    private static final String COMPLETION = """
            {"choices": [{"finish_reason": "stop", "message": {"content": "{\\"entities\\": [{\\"kind\\": \\"equipment\\",\
            \\"text\\": \\"Gen 2\\", \\"equipment_type\\": \\"generator\\", \\"canonical\\": null, \\"date\\": null,\
            \\"negated\\": false}], \\"primary_intent\\": \\"diagnose_fault\\", \\"secondary_intents\\": []}"}}]}""";
    private static final String FOUND = """
            {"results": [], "search_metadata": {"search_type": "hybrid", "bm25_results": 0, "vector_results": 0,
              "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": []}}""";

    @BeforeEach
    void stop() {
        SEARCH.onJson("/api/v1/search", 200, FOUND);
        MODEL.onJson("/v1/chat/completions", 200, COMPLETION);
        NLP.goAway();
    }

    @AfterEach
    void comeBack() {
        NLP.comeBack();
    }

    @Test
    void theModelReadsTheTextOfTheWebhook() throws Exception {
        JsonNode answer = answered(send(json(asFirst("/webhook/search"), "{\"query\": \"Gen 2 overheating\"}")));
        assertThat(answer.at("/entities/equipment/0/text").stringValue()).isEqualTo("Gen 2");
        assertThat(answer.at("/intent/primary").stringValue()).isEqualTo("diagnose_fault");
        assertThat(answer.at("/metadata/degraded").toString())
                .isEqualTo("[\"nlp_fallback\",\"yacht_context_unavailable\"]");
    }

    @Test
    void theModelReadsTheTextOfAProxiedRequestWhoseBodySurvives() throws Exception {
        JsonNode answer = answered(send(
                json(asFirst("/api/v1/extract"), "{\"text\": \"Gen 2 overheating\", \"extract\": [\"equipment\"]}")));
        assertThat(answer.at("/entities").propertyNames()).containsExactly("equipment");
        assertThat(answer.at("/entities/equipment/0/end").asInt()).isEqualTo(5);
        assertThat(answer.at("/degraded").toString()).contains("nlp_fallback");
    }

    @Test
    void aServiceThatHangsIsAnsweredForInTime() throws Exception {
        NLP.comeBack();
        NLP.on("/api/v1/extract", (request, response) -> Mono.never());
        JsonNode answer = answered(send(json(asFirst("/api/v1/extract"), "{\"text\": \"Gen 2\"}")));
        assertThat(answer.at("/degraded").toString()).contains("nlp_fallback");
    }

    @Test
    void withoutAModelThereAreNoEntitiesAndTheAnswerSaysSo() throws Exception {
        MODEL.forget();
        JsonNode answer = answered(send(
                json(asFirst("/api/v1/extract"), "{\"text\": \"Gen 2\", \"extract\": [\"equipment\", \"parts\"]}")));
        assertThat(answer.at("/entities").toString()).isEqualTo("{\"equipment\":[],\"parts\":[]}");
        assertThat(answer.at("/degraded").toString()).isEqualTo("[\"nlp_unavailable\"]");
    }

    @Test
    void whatHasNoFallbackIsUnavailableAndABadRequestStaysOne() throws Exception {
        HttpResponse<String> batch = send(json(asFirst("/api/v1/extract/batch"), "{\"texts\": [\"x\"]}"));
        assertThat(batch.statusCode()).isEqualTo(503);
        assertThat(batch.headers().firstValue("Retry-After")).isPresent();
        assertThat(send(json(asFirst("/api/v1/extract"), "{}")).statusCode()).isEqualTo(400);
    }

    private static JsonNode answered(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonStrictness.mapper().readTree(response.body());
    }
}
