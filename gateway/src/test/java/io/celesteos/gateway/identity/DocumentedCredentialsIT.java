package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import io.celesteos.testbed.clients.DocumentedCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of docs/gateway/credentials.md, as they stand there but for the address, the yacht and its secrets. */
class DocumentedCredentialsIT extends GatewayStack {

    private static final JsonMapper JSON = new JsonMapper();

    @BeforeEach
    void services() {
        SEARCH.onJson("/api/v1/search", 200, """
                {"results": [], "search_metadata": {"search_type": "hybrid", "bm25_results": 0, "vector_results": 0,
                  "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": []}}""");
        NLP.onJson("/api/v1/extract", 200, """
                {"entities": {}, "intent": {"primary": "search", "secondary": [], "confidence": 0.8}, "latency_ms": 2,
                 "degraded": []}""");
    }

    @Test
    void makingAKey() throws Exception {
        JsonNode made = JSON.readTree(shell(documented().getFirst()));
        assertThat(made.at("/key").asString("")).startsWith("ck_");
        assertThat(made.at("/scopes").toString()).isEqualTo("[\"extract\",\"search\"]");
        assertThat(made.has("expires_at")).isTrue();
    }

    @Test
    void signingARequest() throws Exception {
        String secret = JSON.readTree(
                        send(json(asFirst("/api/v1/signing-secret"), "")).body())
                .at("/secret")
                .asString("");
        String call = documented().getLast().replace("secret=...", "secret=" + secret);
        JsonNode answer = JSON.readTree(shell(call));
        assertThat(answer.at("/metadata/query").asString("")).isEqualTo("CAT 3512 overheating");
        assertThat(SEARCH.lastReceived().body()).contains(Yachts.FIRST.toString());
        JsonNode refused = JSON.readTree(shell(call.replace("overheating\"}'", "overheating\"}'; secret=another")));
        assertThat(refused.at("/status").asInt()).isEqualTo(401);
    }

    private List<String> documented() throws IOException {
        List<String> calls =
                DocumentedCalls.of(Files.readString(Path.of("..", "docs", "gateway", "credentials.md")), "bash")
                        .stream()
                        .map(call -> call.replace("localhost:8000", "localhost:" + port)
                                .replace("demo-yacht-signature", Yachts.FIRST_SIGNATURE)
                                .replace("00000000-0000-4000-8000-000000000001", Yachts.FIRST.toString()))
                        .toList();
        assertThat(calls).hasSize(2);
        return calls;
    }

    private static String shell(String call) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", call)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(told).isZero();
        return told;
    }
}
