package io.celesteos.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.GatewayStack;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** One gateway without Redis. */
class IdempotencyIT extends GatewayStack {

    @Test
    void whileTheFirstIsWorkedOnTheSecondIsToldToComeBack() throws Exception {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        SEARCH.on("/api/v1/documents", (request, response) -> {
            arrived.complete(null);
            return Mono.fromFuture(go)
                    .then(response.status(202)
                            .header("Content-Type", "application/json")
                            .sendString(Mono.just("{\"job_id\":\"1\"}"))
                            .then());
        });
        var first = HTTP.sendAsync(write("k-1", "{}").build(), HttpResponse.BodyHandlers.ofString());
        arrived.get(20, TimeUnit.SECONDS);
        HttpResponse<String> second = send(write("k-1", "{}"));
        go.complete(null);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(second.body()).contains("\"idempotency_in_progress\"", "\"retryable\":true");
        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        HttpResponse<String> third = send(write("k-1", "{}"));
        assertThat(third.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(SEARCH.received()).hasSize(1);
    }

    @Test
    void aCallerThatLeftFindsTheAnswerWhenItComesBack() throws Exception {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        SEARCH.on("/api/v1/documents", (request, response) -> {
            arrived.complete(null);
            return Mono.fromFuture(go)
                    .then(response.status(202)
                            .header("Content-Type", "application/json")
                            .sendString(Mono.just("{\"job_id\":\"1\"}"))
                            .then());
        });
        // A connection of its own, so that leaving closes it.
        try (HttpClient impatient = HttpClient.newHttpClient()) {
            var first = impatient.sendAsync(write("k-7", "{}").build(), HttpResponse.BodyHandlers.ofString());
            arrived.get(20, TimeUnit.SECONDS);
            first.cancel(true);
            impatient.shutdownNow();
        }
        assertThat(send(write("k-7", "{}")).statusCode()).isEqualTo(409);
        go.complete(null);
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        HttpResponse<String> again = send(write("k-7", "{}"));
        while (again.statusCode() == 409) {
            assertThat(System.nanoTime()).isLessThan(until);
            again = send(write("k-7", "{}"));
        }
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo("{\"job_id\":\"1\"}");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(SEARCH.received()).hasSize(1);
    }

    @Test
    void anAnswerThatIsTooLargeToKeepIsNotGivenAgainAndNothingIsDoneTwice() throws Exception {
        SEARCH.onJson("/api/v1/documents", 200, "{\"all\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(send(write("k-2", "{}")).statusCode()).isEqualTo(200);
        HttpResponse<String> again = send(write("k-2", "{}"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"conflict\"", "\"retryable\":false");
        assertThat(SEARCH.received()).hasSize(1);
    }

    @Test
    void aServicesRefusalIsGivenAgainAndItsFailureIsNot() throws Exception {
        SEARCH.onJson("/api/v1/documents", 400, "{\"status\":400,\"detail\":\"no title\"}");
        assertThat(send(write("k-3", "{}")).statusCode()).isEqualTo(400);
        HttpResponse<String> again = send(write("k-3", "{}"));
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");

        SEARCH.onJson("/api/v1/documents", 500, "{\"status\":500}");
        assertThat(send(write("k-4", "{}")).statusCode()).isEqualTo(500);
        assertThat(send(write("k-4", "{}")).headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void aRemovalWithoutABodyIsRepeatedToo() throws Exception {
        SEARCH.on(
                "/api/v1/documents/7",
                (request, response) -> response.status(204).send());
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> gone = send(asFirst("/api/v1/documents/7")
                    .header("Idempotency-Key", "k-5")
                    .DELETE());
            assertThat(gone.statusCode()).isEqualTo(204);
            assertThat(gone.body()).isEmpty();
        }
        assertThat(SEARCH.received()).hasSize(1);
    }

    @Test
    void whatOnlyReadsTakesNoNoticeOfTheKey() throws Exception {
        SEARCH.onJson("/api/v1/search", 200, "{}");
        for (int i = 0; i < 2; i++) {
            assertThat(send(json(asFirst("/api/v1/search").header("Idempotency-Key", "k-6"), "{\"query\":\"x\"}"))
                            .headers()
                            .firstValue("Idempotency-Replayed"))
                    .isEmpty();
        }
        assertThat(SEARCH.received()).hasSize(2);
    }

    private HttpRequest.Builder write(String key, String body) {
        return asFirst("/api/v1/documents")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }
}
