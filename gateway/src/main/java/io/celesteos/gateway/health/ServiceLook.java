package io.celesteos.gateway.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service's {@code /health}; its {@code status} is the word. */
final class ServiceLook implements Callable<String> {

    private final HttpClient http;
    private final URI health;
    private final JsonMapper json;

    ServiceLook(HttpClient http, URI baseUrl, JsonMapper json) {
        this.http = http;
        this.health = URI.create(baseUrl + "/health");
        this.json = json;
    }

    @Override
    public String call() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(SuiteWatch.LIMIT).build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode status = json.readTree(response.body()).get("status");
        return status != null && status.isString() ? status.stringValue() : "unknown";
    }
}
