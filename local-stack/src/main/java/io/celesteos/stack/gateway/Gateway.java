package io.celesteos.stack.gateway;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.terminal.Pauses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of the gateway. What it asks to be sent later (429, 503, a connection that broke off) is sent later, with
 * {@code Retry-After} or growing pauses, for as long as the patience lasts; writes carry an {@code Idempotency-Key},
 * so that a repeated one is done once. For one thread.
 */
public final class Gateway implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration UPLOAD = Duration.ofMinutes(10);
    private static final int MOST_BROKEN_OFF = 5;
    private static final int MOST_BYTES = 32 << 20;

    private final Access access;
    private final Pauses pauses;
    private final JsonMapper json = JsonStrictness.mapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    private boolean reached;

    public Gateway(Access access, Pauses pauses) {
        this.access = access;
        this.pauses = pauses;
    }

    public URI url() {
        return access.url();
    }

    public Pauses pauses() {
        return pauses;
    }

    /** @throws GatewayFailure when there is no good answer */
    public JsonNode get(String path, Map<String, ?> parameters) throws InterruptedException {
        return call(
                Patience.brief(), () -> request(path, parameters).timeout(CALL).build());
    }

    /** @throws GatewayFailure when there is no good answer */
    public JsonNode post(String path, Map<String, ?> parameters, Object body) throws InterruptedException {
        byte[] bytes = json.writeValueAsBytes(body);
        String key = UUID.randomUUID().toString();
        return call(
                Patience.brief(),
                () -> request(path, parameters)
                        .timeout(CALL)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build());
    }

    /**
     * Sends files, each read as it is sent.
     *
     * @param sent told of the bytes of files sent in this attempt so far; begins again at 0 with the next attempt
     * @throws UncheckedIOException when a file cannot be read
     */
    public JsonNode upload(String path, FileForm form, Patience patience, LongConsumer sent)
            throws InterruptedException {
        String key = UUID.randomUUID().toString();
        return call(
                patience,
                () -> request(path, Map.of())
                        .timeout(UPLOAD)
                        // A busy gateway says so before fifty megabytes are on their way.
                        .expectContinue(true)
                        .header("Content-Type", form.contentType())
                        .header("Idempotency-Key", key)
                        .POST(form.publisher(sent))
                        .build());
    }

    /** Events as they come, until the stream ends or {@code events} wants no more. */
    public void stream(String path, Map<String, ?> parameters, EventStream.Events events) throws InterruptedException {
        HttpResponse<InputStream> answer = answered(
                Patience.brief(),
                () -> request(path, parameters)
                        .header("Accept", "text/event-stream")
                        .build());
        try (InputStream body = answer.body()) {
            new EventStream(json).read(body, events);
        } catch (IOException broken) {
            throw GatewayFailure.lost(access.url(), broken);
        }
    }

    private JsonNode call(Patience patience, Request request) throws InterruptedException {
        HttpResponse<InputStream> answer = answered(patience, request);
        try {
            byte[] body = bytes(answer);
            return body.length == 0 ? json.createObjectNode() : json.readTree(body);
        } catch (IOException | JacksonException noJson) {
            throw GatewayFailure.strange(access.url(), noJson);
        }
    }

    private HttpResponse<InputStream> answered(Patience patience, Request request) throws InterruptedException {
        for (int brokenOff = 0; ; ) {
            try {
                HttpResponse<InputStream> answer = http.send(request.make(), BodyHandlers.ofInputStream());
                reached = true;
                if (answer.statusCode() < 400) {
                    return answer;
                }
                Refusal refusal = Refusal.of(answer.statusCode(), answer.headers(), bytes(answer), json);
                if (!refusal.retryable() || !patience.wait(refusal.retryAfter().orElse(null), pauses)) {
                    throw GatewayFailure.of(refusal);
                }
            } catch (ConnectException | HttpConnectTimeoutException nobody) {
                // Whoever has just answered is perhaps being started again.
                if (!reached || !patience.wait(null, pauses)) {
                    throw GatewayFailure.away(access.url(), nobody);
                }
            } catch (IOException broken) {
                if (FileForm.unreadable(broken)) {
                    throw new UncheckedIOException(broken);
                }
                brokenOff++;
                if (brokenOff > MOST_BROKEN_OFF || !patience.wait(null, pauses)) {
                    throw GatewayFailure.lost(access.url(), broken);
                }
            }
        }
    }

    private HttpRequest.Builder request(String path, Map<String, ?> parameters) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        if (access.yacht() != null) {
            all.put("yacht_id", access.yacht());
        }
        String query = all.entrySet().stream()
                .map(each ->
                        each.getKey() + "=" + URLEncoder.encode(each.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(access.url() + path + (query.isEmpty() ? "" : "?" + query)));
        access.sign(request);
        return request;
    }

    private static byte[] bytes(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(MOST_BYTES);
            if (body.read() >= 0) {
                throw new IOException("an answer of more than " + (MOST_BYTES >> 20) + " MB");
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** Made anew for each attempt: a body can be sent once. */
    private interface Request {
        HttpRequest make() throws IOException;
    }
}
