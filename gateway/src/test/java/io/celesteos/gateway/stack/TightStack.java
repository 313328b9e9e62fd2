package io.celesteos.gateway.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** {@link GatewayStack} with so little patience and room that a test sees the end of both. */
public abstract class TightStack extends GatewayStack {

    protected static final int MAX_CALLS = 4;
    protected static final int WINDOW = 6;

    private static final String WELL = "{\"status\":\"healthy\"}";

    @DynamicPropertySource
    static void tight(DynamicPropertyRegistry settings) {
        settings.add("gateway.resilience.window", () -> WINDOW);
        settings.add("gateway.resilience.minimum-calls", () -> WINDOW);
        settings.add("gateway.resilience.open-for", () -> "10m");
        settings.add("gateway.resilience.probe-every", () -> "100ms");
        settings.add("gateway.resilience.retry-reserve", () -> "50");
        settings.add("gateway.resilience.retry-share", () -> "1");
        settings.add("gateway.resilience.idle-timeout", () -> "900ms");
        for (String service : List.of("search", "embedding", "nlp", "streaming")) {
            settings.add("gateway.resilience." + service + ".max-calls", () -> MAX_CALLS);
            settings.add("gateway.resilience." + service + ".response-timeout", () -> "1s");
        }
        settings.add("gateway.door.head-timeout", () -> "300ms");
        settings.add("gateway.door.body-timeout", () -> "300ms");
        settings.add("gateway.door.late-body-timeout", () -> "300ms");
        settings.add("gateway.door.max-headers", () -> "50");
        settings.add("gateway.door.max-upload", () -> "8MB");
        settings.add("gateway.door.trusted-proxies", () -> "127.0.0.0/8");
    }

    /** Breakers closed and with nothing bad to remember. */
    @BeforeEach
    void beginWithAllWell() throws Exception {
        Map<FakeService, String> paths = Map.of(
                SEARCH, "/rag/query", EMBEDDING, "/api/v1/embed", NLP, "/api/v1/extract", STREAMING, "/api/v1/answer");
        paths.forEach((service, path) -> service.onJson(path, 200, "{}").onJson("/health", 200, WELL));
        healthUntil(health -> !health.at("/breakers").toString().contains("\"open\""));
        for (String path : paths.values()) {
            for (int i = 0; i < WINDOW; i++) {
                assertThat(send(json(asFirst(path), "{}")).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
        paths.keySet().forEach(service -> {
            service.forget();
            service.onJson("/health", 200, WELL);
        });
        healthUntil(health -> health.at("/breakers").isMissingNode()
                && health.at("/status").stringValue().equals("healthy"));
    }

    /** Asks again until it says so; the test's own time limit ends a wait in vain. */
    protected JsonNode healthUntil(Predicate<JsonNode> wanted) throws Exception {
        while (true) {
            HttpResponse<String> response = send(request("/health"));
            JsonNode health = JsonStrictness.mapper().readTree(response.body());
            if (wanted.test(health)) {
                return health;
            }
        }
    }
}
