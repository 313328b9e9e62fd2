package io.celesteos.streaming.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService;
import io.celesteos.streaming.fake.FakeService.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is served beside the streams. */
class ServiceSurfaceIT extends StreamingStack {

    @Test
    void healthNamesBothServicesBehind() throws Exception {
        JsonNode report = tree(get(uri("/health")).body());

        assertThat(report.get("service").asString()).isEqualTo("streaming-proxy");
        assertThat(report.get("dependencies").has("search-engine")).isTrue();
        assertThat(report.get("dependencies").has("nlp-service")).isTrue();
    }

    @Test
    void theSearchIsNeededAndTheNlpServiceIsNot() {
        FakeService.Handler down = refusing(503, "starting");
        assertThat(probe(healthy("healthy"), true)).isEqualTo("healthy HEALTHY");
        assertThat(probe(healthy("degraded"), true)).isEqualTo("degraded DEGRADED");
        assertThat(probe(down, true)).isEqualTo("not_ready UNHEALTHY");
        assertThat(probe(down, false)).isEqualTo("not_ready DEGRADED");
    }

    @Test
    void aServiceThatIsNotThereIsUnreachable() throws Exception {
        FakeService gone = FakeService.start();
        gone.close();
        assertThat(probe(gone, true)).isEqualTo("unreachable UNHEALTHY");
        assertThat(probe(gone, false)).isEqualTo("unreachable DEGRADED");
    }

    @Test
    void theApiDocumentShowsTheStreamAndTheAnswer() throws Exception {
        JsonNode document = tree(get(uri("/v3/api-docs")).body());
        JsonNode stream = document.at("/paths/~1api~1v1~1stream/get");

        assertThat(stream.get("parameters").valueStream().map(p -> p.get("name").asString()))
                .containsExactlyInAnyOrder("query", "yacht_id", "top_k", "llm", "resume", "heartbeat", "last_event_id");
        assertThat(stream.at("/responses/200/content").has("text/event-stream")).isTrue();
        assertThat(document.at("/paths/~1api~1v1~1answer/post/requestBody").isObject())
                .isTrue();
        assertThat(get(uri("/swagger-ui/index.html")).statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAndProbesAreUnderActuator() throws Exception {
        String metrics = new String(get(uri("/actuator/prometheus")).body().readAllBytes());
        assertThat(metrics).contains("streaming_open", "streaming_run_seconds", "streaming_first_result_seconds");
        assertThat(get(uri("/actuator/health/readiness")).statusCode()).isEqualTo(200);
    }

    private String probe(FakeService.Handler handler, boolean needed) {
        SEARCH.answer(handler);
        return probe(SEARCH, needed);
    }

    private static String probe(FakeService service, boolean needed) {
        var settings = ClientSettings.of("probed", service.uri(), Duration.ofSeconds(5));
        try (ServiceProbe probe = new ServiceProbe(new ServiceClient(settings), "probed", needed)) {
            var state = probe.check();
            return state.word() + " " + state.effect();
        }
    }

    private static FakeService.Handler healthy(String status) {
        return call -> Reply.ok(Map.of(
                "status", status, "service", "x", "version", "1", "uptime_seconds", 1, "dependencies", Map.of()));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
