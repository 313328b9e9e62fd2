package io.celesteos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import io.celesteos.testbed.redis.ThrowawayRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Limits and repeated writes as callers see them, with a real Redis. */
class LimitsIT extends GatewayStack {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void small(DynamicPropertyRegistry settings) {
        settings.add("gateway.redis.url", REDIS::uri);
        settings.add("gateway.redis.pause", () -> "1ms");
        settings.add("gateway.redis.timeout", () -> "5s");
        settings.add("gateway.redis.write-timeout", () -> "5s");
        settings.add("gateway.limits.yacht.burst", () -> "100");
        settings.add("gateway.limits.yacht.per-second", () -> "0.01");
        settings.add("gateway.limits.key.burst", () -> "30");
        settings.add("gateway.limits.key.per-second", () -> "0.01");
    }

    @BeforeEach
    void services() {
        REDIS.flush();
        SEARCH.onJson("/api/v1/search", 200, "{\"results\": []}");
        SEARCH.onJson("/api/v1/documents", 202, "{\"job_id\": \"1\", \"document_ids\": []}");
    }

    @Test
    void everyAnswerTellsWhatIsLeftAndARefusalWhenToComeBack() throws Exception {
        HttpResponse<String> first = search();
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"yacht\";q=100;w=10000, \"key\";q=30;w=3000");
        assertThat(first.headers().firstValue("RateLimit").orElseThrow())
                .matches("\"yacht\";r=99;t=(100|99), \"key\";r=29;t=(100|99)");
        assertThat(first.headers().allValues("X-RateLimit-Remaining")).containsExactly("29");
        for (int i = 0; i < 29; i++) {
            assertThat(search().statusCode()).isEqualTo(200);
        }
        int asked = SEARCH.received().size();

        HttpResponse<String> refused = search();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(SEARCH.received()).hasSize(asked);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 100);
        assertThat(refused.headers().allValues("X-RateLimit-Remaining")).containsExactly("0");
        JsonNode problem = JsonStrictness.mapper().readTree(refused.body());
        assertThat(problem.at("/code").stringValue()).isEqualTo("rate_limited");
        assertThat(problem.at("/retryable").booleanValue()).isTrue();
        assertThat(problem.at("/message").stringValue())
                .isEqualTo(problem.at("/detail").stringValue());
        // Another yacht is not touched, nor is what needs no credential.
        assertThat(send(json(
                                request("/api/v1/search").header("X-Yacht-Signature", Yachts.SECOND_SIGNATURE),
                                "{\"query\":\"x\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/health")).headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void theSignatureInTheBodyIsCountedLikeTheOneInTheHeader() throws Exception {
        String body = "{\"query\":\"x\",\"yacht_signature\":\"" + Yachts.FIRST_SIGNATURE + "\"}";
        HttpResponse<String> response = send(json(request("/webhook/search"), body));
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).hasValue("29");
        assertThat(search().headers().firstValue("X-RateLimit-Remaining")).hasValue("28");
    }

    @Test
    void aServicesOwnRefusalKeepsItsOwnCount() throws Exception {
        SEARCH.on(
                "/api/v1/search",
                (request, response) -> response.status(429)
                        .header("X-RateLimit-Remaining", "0")
                        .header("Retry-After", "7")
                        .send());
        HttpResponse<String> response = search();
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().allValues("X-RateLimit-Remaining")).containsExactly("0");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void aRepeatedWriteIsDoneOnceAndAnsweredTwice() throws Exception {
        HttpResponse<String> first = write(Yachts.FIRST_SIGNATURE, "doc-1", "{\"title\":\"a\"}");
        HttpResponse<String> again = write(Yachts.FIRST_SIGNATURE, "\"doc-1\"", "{\"title\":\"a\"}");

        assertThat(SEARCH.received()).hasSize(1);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();

        HttpResponse<String> other = write(Yachts.FIRST_SIGNATURE, "doc-1", "{\"title\":\"b\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency_key_reused");
        assertThat(write(Yachts.FIRST_SIGNATURE, "not a key", "{}").statusCode())
                .isEqualTo(400);
        assertThat(SEARCH.received()).hasSize(1);
    }

    @Test
    void anotherYachtsKeyIsAnotherKey() throws Exception {
        write(Yachts.FIRST_SIGNATURE, "doc-2", "{\"title\":\"a\"}");
        HttpResponse<String> other = write(Yachts.SECOND_SIGNATURE, "doc-2", "{\"title\":\"a\"}");
        assertThat(other.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(SEARCH.received()).hasSize(2);
        assertThat(SEARCH.lastReceived().body()).contains(Yachts.SECOND.toString());
    }

    @Test
    void aMadeKeyIsToldAgainToItsMakerAndLiesNowhereInTheClear() throws Exception {
        String wish = "{\"name\":\"n8n\",\"scopes\":[\"search\"]}";
        HttpResponse<String> made = send(json(asFirst("/api/v1/api-keys").header("Idempotency-Key", "k-1"), wish));
        HttpResponse<String> again = send(json(asFirst("/api/v1/api-keys").header("Idempotency-Key", "k-1"), wish));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(made.body());
        String secret = JsonStrictness.mapper().readTree(made.body()).at("/key").stringValue();
        try (var client = new RedisLink(REDIS.uri())) {
            var redis = client.connection(Duration.ofSeconds(20)).sync();
            var names = redis.keys("*idempotency*");
            assertThat(names).hasSize(1);
            assertThat(new String(redis.get(names.getFirst()), StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret, "n8n");
        }
    }

    @Test
    void aFailureIsTriedAgain() throws Exception {
        SEARCH.onJson("/api/v1/documents", 503, "{\"status\": 503}");
        assertThat(write(Yachts.FIRST_SIGNATURE, "doc-3", "{}").statusCode()).isEqualTo(503);
        SEARCH.onJson("/api/v1/documents", 202, "{\"job_id\": \"2\"}");
        HttpResponse<String> second = write(Yachts.FIRST_SIGNATURE, "doc-3", "{}");
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aRedisThatIsAwayIsSeenInHealthAndNotInTheAnswers() throws Exception {
        REDIS.stop();
        try {
            assertThat(search().statusCode()).isEqualTo(200);
            assertThat(write(Yachts.SECOND_SIGNATURE, "doc-4", "{}").statusCode())
                    .isEqualTo(202);
            assertThat(write(Yachts.SECOND_SIGNATURE, "doc-4", "{}").headers().firstValue("Idempotency-Replayed"))
                    .hasValue("true");
            JsonNode health =
                    JsonStrictness.mapper().readTree(send(request("/health")).body());
            assertThat(health.at("/dependencies/redis").stringValue()).isEqualTo("unreachable");
        } finally {
            REDIS.start();
        }
        double before = answered();
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (answered() == before) {
            assertThat(System.nanoTime()).isLessThan(until);
            search();
        }
    }

    private double answered() {
        return meters.counter("gateway.shared", "use", "limits", "outcome", "answered")
                .count();
    }

    private HttpResponse<String> search() throws Exception {
        return send(json(asFirst("/api/v1/search"), "{\"query\":\"x\"}"));
    }

    private HttpResponse<String> write(String signature, String key, String body) throws Exception {
        return send(json(
                request("/api/v1/documents")
                        .header("X-Yacht-Signature", signature)
                        .header("Idempotency-Key", key),
                body));
    }
}
