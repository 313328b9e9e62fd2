package io.celesteos.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.FakeService;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DatabaseOutageIT extends GatewayStack {

    @Test
    void withoutTheDatabaseKnownYachtsAreAnsweredAndStrangersAreAskedToComeBack() throws Exception {
        NLP.onJson("/api/v1/extract", 200, "{\"ok\":true}");
        List.of(SEARCH, EMBEDDING, NLP, STREAMING)
                .forEach(service -> service.onJson("/health", 200, "{\"status\":\"healthy\"}"));
        assertThat(send(json(asFirst("/api/v1/extract"), "{}")).statusCode()).isEqualTo(200);

        ThrowawayPostgres.shared().stop();
        try {
            assertThat(send(json(asFirst("/api/v1/extract"), "{}")).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> stranger = signInAs("never-seen-before");
            assertThat(stranger.statusCode()).isEqualTo(503);
            assertThat(stranger.headers().firstValue("Retry-After")).isPresent();
            assertThat(stranger.body()).doesNotContain("jdbc", "localhost", "127.0.0.1");
            HttpResponse<String> health = healthThatSays("\"postgres\":\"unreachable\"", "\"status\":\"degraded\"");
            assertThat(health.statusCode()).isEqualTo(200);

            List.of(SEARCH, EMBEDDING, NLP, STREAMING).forEach(FakeService::goAway);
            HttpResponse<String> nothing = healthThatSays("\"status\":\"unhealthy\"");
            assertThat(nothing.statusCode()).isEqualTo(503);
        } finally {
            List.of(SEARCH, EMBEDDING, NLP, STREAMING).forEach(FakeService::comeBack);
            ThrowawayPostgres.shared().start();
        }
        healthThatSays("\"postgres\":\"healthy\"");
        assertThat(signInAs("never-seen-before").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> signInAs(String signature) throws Exception {
        return send(json(request("/api/v1/stream-tokens").header("X-Yacht-Signature", signature), "{}"));
    }

    /** A look is kept for a second, a pool of connections needs a moment to notice, a busy service may miss a look. */
    private HttpResponse<String> healthThatSays(String... expected) throws Exception {
        HttpResponse<String> response = send(request("/health"));
        while (!Arrays.stream(expected).allMatch(response.body()::contains)) {
            response = send(request("/health"));
        }
        return response;
    }
}
