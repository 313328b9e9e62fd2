package io.celesteos.search.fallback;

import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code POST /v1/embeddings} as OpenAI defines it, one attempt each: whoever asks decides when to ask again. */
final class OpenAiEmbeddings implements PaidEmbedder {

    private static final long MAX_ANSWER_BYTES = 64L << 20;
    private static final HttpResponse.BodyHandler<byte[]> WHOLE_ANSWER =
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
    private static final int OK = 200;

    private final FallbackEmbeddingProperties properties;
    private final String use;
    private final HttpClient http;
    private final MeterRegistry meters;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();
    private volatile String lastOutcome = "ok";

    /** @param use {@code query} or {@code passage}, for the metrics */
    OpenAiEmbeddings(
            FallbackEmbeddingProperties properties, String use, HttpClient http, MeterRegistry meters, Clock clock) {
        this.properties = properties;
        this.use = use;
        this.http = http;
        this.meters = meters;
        this.clock = clock;
    }

    /** What became of the last request: {@code ok}, or why not. */
    String lastOutcome() {
        return lastOutcome;
    }

    @Override
    public Answer embed(List<String> texts, Duration limit) {
        if (limit.toMillis() < 1) {
            throw new EmbeddingUnavailableException("no time is left for the provider");
        }
        HttpResponse<byte[]> response = send(request(texts, limit), limit);
        JsonNode body = parsed(response.body());
        if (response.statusCode() != OK) {
            OpenAiRefusal refusal = OpenAiRefusal.of(response.statusCode(), body, response.headers(), clock);
            throw told(refusal.outcome(), refusal.failure());
        }
        OpenAiAnswer answer = new OpenAiAnswer(body, properties.dimensions());
        long tokens = answer.tokens() > 0
                ? answer.tokens()
                : texts.stream().mapToLong(TokenEstimate::of).sum();
        paid(tokens);
        try {
            List<UnitVector> vectors = answer.vectors(texts.size());
            told("ok");
            return new Answer(vectors, tokens);
        } catch (EmbeddingUnavailableException unusable) {
            throw told("unusable", unusable);
        }
    }

    private HttpRequest request(List<String> texts, Duration limit) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", properties.model());
        body.put("input", texts.stream().map(TokenEstimate::cut).toList());
        body.put("encoding_format", properties.encoding().name().toLowerCase(Locale.ROOT));
        if (properties.sendDimensions()) {
            body.put("dimensions", properties.dimensions());
        }
        return HttpRequest.newBuilder(properties.endpoint())
                .timeout(limit)
                .header("Authorization", "Bearer " + properties.apiKey())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
    }

    /** The request's own timeout ends with the answer's headers; a body that trickles needs this limit too. */
    private HttpResponse<byte[]> send(HttpRequest request, Duration limit) {
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, WHOLE_ANSWER);
        try {
            return pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw told("unreachable", new EmbeddingUnavailableException("the provider cannot be reached"));
        } catch (TimeoutException slow) {
            pending.cancel(true);
            throw told("late", new EmbeddingUnavailableException("the provider was late"));
        } catch (InterruptedException stop) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new EmbeddingUnavailableException("nobody waits for the provider any more");
        }
    }

    private JsonNode parsed(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            return read == null ? JsonNodeFactory.instance.missingNode() : read;
        } catch (JacksonException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private void paid(long tokens) {
        meters.counter("search.fallback.tokens", "use", use).increment(tokens);
        meters.counter("search.fallback.cost.usd", "use", use).increment(properties.cost(tokens));
    }

    private void told(String outcome) {
        lastOutcome = outcome;
        meters.counter("search.fallback.requests", "use", use, "outcome", outcome)
                .increment();
    }

    private EmbeddingUnavailableException told(String outcome, EmbeddingUnavailableException failure) {
        told(outcome);
        return failure;
    }
}
