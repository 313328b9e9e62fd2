package io.celesteos.gateway.fallback.extraction;

import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /chat/completions} with a strict JSON schema, once: a second try would take another's time. */
final class ChatCompletions implements AutoCloseable {

    private static final long MAX_ANSWER_BYTES = 1 << 20;
    private static final int MAX_TOKENS = 1_000;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final LlmExtractionProperties properties;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final JsonMapper json = JsonStrictness.mapper();

    ChatCompletions(LlmExtractionProperties properties) {
        this.properties = properties;
    }

    /**
     * The document that the model wrote.
     *
     * @throws IOException when there is none: refused, cut short, no JSON, too late, out of reach. Its message holds
     *     nothing of the key, the text or the provider's own words
     */
    JsonNode ask(String instructions, String data, JsonNode schema, Duration limit) throws IOException {
        byte[] body = json.writeValueAsBytes(Map.of(
                "model", properties.model(),
                // Newer models take neither max_tokens nor a temperature.
                "max_completion_tokens", MAX_TOKENS,
                "messages",
                        List.of(
                                Map.of("role", "system", "content", instructions),
                                Map.of("role", "user", "content", data)),
                "response_format",
                        Map.of(
                                "type",
                                "json_schema",
                                "json_schema",
                                Map.of("name", "extraction", "strict", true, "schema", schema))));
        HttpRequest.Builder request = HttpRequest.newBuilder(properties.completions())
                .timeout(limit)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        String key = properties.apiKey();
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return read(
                send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), limit));
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration limit) throws IOException {
        // The request's own timeout ends with the answer's headers; a body that trickles needs this limit too.
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            return pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException("the model cannot be reached", failed.getCause());
        } catch (TimeoutException late) {
            pending.cancel(true);
            throw new IOException("the model did not answer in time", late);
        } catch (InterruptedException callerLeft) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("nobody waits for the model any more", callerLeft);
        }
    }

    private JsonNode read(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("the model's API answered " + response.statusCode());
        }
        try {
            JsonNode choice = json.readTree(response.body()).at("/choices/0");
            JsonNode content = choice.at("/message/content");
            if (!choice.at("/finish_reason").asString("").equals("stop") || !content.isString()) {
                throw new IOException("the model did not finish its answer");
            }
            return json.readTree(content.stringValue());
        } catch (JacksonException unreadable) {
            // Its message quotes what was read.
            throw new IOException("the model's answer is no JSON");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
