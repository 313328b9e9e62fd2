package io.celesteos.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The whole service on a random port, as its callers see it. */
final class Engine implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FALLBACK_KEY = "search.fallback-embedding.api-key";

    private final ConfigurableApplicationContext context;
    private final String base;

    Engine(Map<String, String> properties) {
        List<String> arguments = new ArrayList<>();
        // Whatever the machine's own environment holds: tests pay nobody.
        if (!properties.containsKey(FALLBACK_KEY)) {
            arguments.add("--" + FALLBACK_KEY + "=");
        }
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--server.port=0");
        arguments.add("--search.lifecycle.poll=100ms");
        arguments.add("--search.backfill.first-pause=50ms");
        arguments.add("--search.backfill.longest-pause=200ms");
        arguments.add("--search.jobs.poll-every=200ms");
        arguments.add("--search.jobs.heartbeat-every=500ms");
        arguments.add("--search.jobs.missed-heartbeats=4");
        arguments.add("--search.uploads.first-pause=100ms");
        arguments.add("--search.uploads.tend=1s");
        context = new SpringApplicationBuilder(SearchEngineApplication.class)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
        base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** An answer; {@code body} is a missing node where there is none. */
    record Answer(int status, JsonNode body, HttpHeaders headers) {

        List<String> values(String pointer) {
            List<String> values = new ArrayList<>();
            body.at("/results").forEach(result -> values.add(result.at(pointer).asString()));
            return values;
        }

        String code() {
            return body.at("/code").asString();
        }

        List<String> degraded() {
            List<String> degraded = new ArrayList<>();
            body.at("/search_metadata/degraded").forEach(each -> degraded.add(each.asString()));
            return degraded;
        }
    }

    Answer search(Object yacht, String query) {
        return search(yacht, query, Map.of());
    }

    Answer search(Object yacht, String query, Map<String, Object> more) {
        Map<String, Object> body = new java.util.LinkedHashMap<>(more);
        body.put("yacht_id", yacht.toString());
        body.put("query", query);
        return post("/api/v1/search", JSON.writeValueAsString(body));
    }

    Answer submit(Object yacht, String title, String text, Map<String, Object> metadata) {
        return post(
                "/api/v1/documents",
                JSON.writeValueAsString(
                        Map.of("yacht_id", yacht.toString(), "title", title, "text", text, "metadata", metadata)));
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    Answer delete(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE());
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answer(
                    response.statusCode(),
                    json ? JSON.readTree(response.body()) : JsonNodeFactory.instance.missingNode(),
                    response.headers());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    @Override
    public void close() {
        context.close();
    }
}
