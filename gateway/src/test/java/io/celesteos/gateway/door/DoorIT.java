package io.celesteos.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DoorIT extends GatewayStack {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//health",
                "/health//",
                "/health/..;/actuator/prometheus",
                "/health/%2e%2e/actuator/prometheus",
                "/docs/..%2factuator/prometheus",
                "/docs/../actuator/prometheus",
                "/console/..%5c..%5capplication.yml",
                "/webjars/%252e%252e/x"
            })
    void pathTricksAreRefused(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void methodsNobodyOffersAreRefused() throws Exception {
        assertThat(raw("TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: ");
    }

    @ParameterizedTest
    @CsvSource({
        "/,                              200, text/html",
        "/console/console.js,            200, javascript",
        "/console/console.css,           200, text/css",
        "/favicon.svg,                   200, image/svg+xml",
        "/health,                        200, application/json",
        "/v3/api-docs,                   200, application/json",
        "/swagger-ui/index.html,         200, text/html",
        "/actuator/health,               200, json",
        "/actuator/health/readiness,     200, json",
        "/actuator/prometheus,           401, application/problem+json",
        "/actuator/metrics,              401, application/problem+json",
        "/actuator,                      401, application/problem+json",
        "/nothing-here,                  401, application/problem+json",
        "/console/nothing-here,          404, application/problem+json"
    })
    void whatIsOpenToEverybody(String path, int status, String type) throws Exception {
        HttpResponse<String> response = send(request(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains(type);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void metricsAreForTheOperatorsKeyAndNotForYachts() throws Exception {
        assertThat(send(request("/actuator/prometheus").header("X-API-Key", INNER_KEY))
                        .body())
                .contains("gateway_query_log_total");
        assertThat(send(request("/actuator/prometheus").header("X-API-Key", "wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(asFirst("/actuator/prometheus")).statusCode()).isEqualTo(401);
    }

    @Test
    void theConsoleLoadsNothingFromElsewhereAndHasNoInlineScriptOrStyle() throws Exception {
        HttpResponse<String> page = send(request("/"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("style=\"", "<style", "onclick=", "javascript:");
        assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(page.body()).find())
                .isFalse();
        assertThat(Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                        .matcher(page.body())
                        .results()
                        .map((MatchResult link) -> link.group(1)))
                .isNotEmpty()
                .allMatch(link -> link.startsWith("/") || link.startsWith("#"))
                .filteredOn(link -> link.endsWith(".js") || link.endsWith(".css") || link.endsWith(".svg"))
                .allSatisfy(link -> assertThat(send(request(link)).statusCode()).isEqualTo(200));
        for (String script : new String[] {"console", "gateway", "cards", "answer", "health", "dom"}) {
            String code = send(request("/console/" + script + ".js")).body();
            assertThat(code).as(script).doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "localStorage");
        }
    }

    @Test
    void anUnknownPathIsNotFoundOnceSomebodyHasSignedIn() throws Exception {
        assertThat(send(asFirst("/nothing-here")).statusCode()).isEqualTo(404);
    }

    @Test
    void pagesOfAllowedOriginsMayReadAnswers() throws Exception {
        HttpResponse<String> preflight = send(request("/webhook/search")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", ALLOWED_ORIGIN)
                .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(ALLOWED_ORIGIN);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow())
                .contains("X-Yacht-Signature");
        HttpResponse<String> answer = send(request("/health").header("Origin", ALLOWED_ORIGIN));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ALLOWED_ORIGIN);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.com.evil.example",
                "http://app.example.com",
                "https://app.example.com:8443",
                "null"
            })
    void pagesOfOtherOriginsMayNot(String origin) throws Exception {
        HttpResponse<String> preflight = send(request("/webhook/search")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(403);
        HttpResponse<String> answer = send(request("/health").header("Origin", origin));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void theDocumentsOfAllServicesAreReadThroughTheGateway() throws Exception {
        SEARCH.onJson("/v3/api-docs", 200, """
                {"openapi": "3.1.0", "servers": [{"url": "http://search.internal:8001"}], "paths": {"/api/v1/search": {}},
                 "components": {"securitySchemes": {"ApiKey": {"type": "apiKey"}}}}""");
        JsonNode inner = JsonStrictness.mapper()
                .readTree(send(request("/docs/search-engine/v3/api-docs")).body());
        assertThat(inner.at("/servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
        assertThat(inner.at("/components/securitySchemes/YachtSignature/name").stringValue())
                .isEqualTo("X-Yacht-Signature");
        assertThat(inner.at("/components/securitySchemes/ApiKey").isMissingNode())
                .isTrue();
        assertThat(SEARCH.lastReceived().headers()).containsEntry("x-api-key", INNER_KEY);

        assertThat(send(request("/docs/nlp-service/v3/api-docs")).statusCode()).isEqualTo(503);
        assertThat(send(request("/docs/postgres/v3/api-docs")).statusCode()).isEqualTo(404);

        JsonNode config = JsonStrictness.mapper()
                .readTree(send(request("/v3/api-docs/swagger-config")).body());
        assertThat(config.at("/configUrl").stringValue()).isEqualTo("/v3/api-docs/swagger-config");
        assertThat(config.at("/urls")).hasSize(5);
        JsonNode own =
                JsonStrictness.mapper().readTree(send(request("/v3/api-docs")).body());
        assertThat(own.at("/paths").propertyNames())
                .contains("/webhook/search", "/api/v1/stream-tokens", "/health")
                .doesNotContain("/docs/{service}/v3/{document}");
    }

    @Test
    @Timeout(60)
    void healthRollsUpAllServices() throws Exception {
        SEARCH.onJson("/health", 200, "{\"status\":\"healthy\"}");
        EMBEDDING.onJson("/health", 503, "{\"status\":\"starting\"}");
        NLP.onJson("/health", 200, "{\"status\":\"degraded\"}");
        STREAMING.goAway();
        HttpResponse<String> response;
        try {
            response = untilFresh();
        } finally {
            STREAMING.comeBack();
        }
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode health = JsonStrictness.mapper().readTree(response.body());
        assertThat(health.at("/status").stringValue()).isEqualTo("degraded");
        assertThat(health.at("/service").stringValue()).isEqualTo("gateway");
        assertThat(health.at("/dependencies").toString())
                .isEqualTo("{\"search-engine\":\"healthy\",\"embedding-service\":\"starting\","
                        + "\"nlp-service\":\"degraded\",\"streaming-proxy\":\"unreachable\","
                        + "\"postgres\":\"healthy\"}");
    }

    /** An earlier test's look is kept for a second, and its failed calls are for five. */
    private HttpResponse<String> untilFresh() throws Exception {
        HttpResponse<String> response = send(request("/health"));
        while (!response.body().contains("starting") || !response.body().contains("\"search-engine\":\"healthy\"")) {
            response = send(request("/health"));
        }
        return response;
    }

    @Test
    void aSuspendedYachtIsLetInNowhere() throws Exception {
        assertThat(send(json(request("/api/v1/embed").header("X-Yacht-Signature", Yachts.SUSPENDED_SIGNATURE), "{}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(EMBEDDING.received()).isEmpty();
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
