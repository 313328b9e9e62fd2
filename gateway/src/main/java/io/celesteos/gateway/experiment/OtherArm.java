package io.celesteos.gateway.experiment;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks the other arm. Never blocks; no redirects: they could lead anywhere. */
final class OtherArm implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final long maxAnswer;
    private final JsonMapper json;

    OtherArm(long maxAnswer, JsonMapper json) {
        this.maxAnswer = maxAnswer;
        this.json = json;
    }

    /** Its answer; fails for anything but a 2xx with one JSON object, and when it takes longer than {@code limit}. */
    CompletableFuture<ObjectNode> ask(Question question, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.to())
                .timeout(limit)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question.body()));
        question.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), maxAnswer));
        CompletableFuture<ObjectNode> answer =
                sent.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).thenCompose(this::read);
        // Whoever gives up on the answer gives up the call.
        answer.whenComplete((read, failure) -> sent.cancel(true));
        return answer;
    }

    private CompletableFuture<ObjectNode> read(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            return CompletableFuture.failedFuture(new IOException("status " + response.statusCode()));
        }
        try {
            JsonNode read = json.readTree(response.body());
            return read instanceof ObjectNode object
                    ? CompletableFuture.completedFuture(object)
                    : CompletableFuture.failedFuture(new IOException("no JSON object"));
        } catch (RuntimeException notJson) {
            return CompletableFuture.failedFuture(new IOException("no JSON", notJson));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
