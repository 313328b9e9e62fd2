package io.celesteos.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the end-to-end tests say to a stack: HTTP on its ports, as any caller would. */
final class RunningStack {

    static final String DEMO = "demo-yacht-signature";
    static final String SECOND = "second-yacht-signature";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int basePort;

    RunningStack(int basePort) {
        this.basePort = basePort;
    }

    /** Five free ports in a row. */
    static int freeBasePort() {
        var random = new SplittableRandom();
        return IntStream.generate(() -> random.nextInt(20_000, 30_000))
                .limit(200)
                .filter(base -> IntStream.range(base, base + 5).allMatch(RunningStack::free))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    int basePort() {
        return basePort;
    }

    HttpResponse<String> post(String path, String signature, String body) throws Exception {
        return http.send(
                request(path, signature)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String signature) throws Exception {
        return http.send(request(path, signature).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode ask(String signature, String query) throws Exception {
        var answer = post("/webhook/search", "", json(Map.of("query", query, "yacht_signature", signature)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(query + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static JsonNode tree(String json) {
        return JSON.readTree(json);
    }

    private HttpRequest.Builder request(String path, String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + basePort + path))
                .timeout(Duration.ofSeconds(60));
        return signature.isEmpty() ? request : request.header("X-Yacht-Signature", signature);
    }

    /** Output of a command, and a way to wait for a line of it. */
    static final class Transcript extends ByteArrayOutputStream {
        private final java.util.concurrent.CountDownLatch seen = new java.util.concurrent.CountDownLatch(1);
        private final String awaited;

        Transcript(String awaited) {
            this.awaited = awaited;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (toString(StandardCharsets.UTF_8).contains(awaited)) {
                seen.countDown();
            }
        }

        boolean await(Duration patience) throws InterruptedException {
            return seen.await(patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }
}
