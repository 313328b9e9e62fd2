package io.celesteos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
            boolean valid = exchange.getRequestMethod().equals("GET")
                    || JsonMapper.builder().build().readTree(body).isObject();
            boolean allowed = "right".equals(exchange.getRequestHeaders().getFirst("X-Yacht-Signature"));
            exchange.sendResponseHeaders(!valid ? 400 : allowed ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private int bench(String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--gateway";
        all[arguments.length + 1] = "http://localhost:" + server.getAddress().getPort();
        all[arguments.length + 2] = "--out";
        all[arguments.length + 3] = folder.toString();
        return BenchCommand.execute(new PrintStream(bytes, true, StandardCharsets.UTF_8), CLOCK, all);
    }

    @Test
    void everyProbeIsAskedEveryQueryOnceToWarmUpAndThenInEachRound() throws IOException {
        assertThat(bench("--signature", "right", "--rounds", "2")).isZero();

        assertThat(asked.get("/webhook/search")).isEqualTo(3 * 50);
        assertThat(asked.get("/api/v1/search")).as("hybrid, fused and bm25").isEqualTo(3 * 3 * 50);
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("latency.json")));
        assertThat(json.get("at").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.get("probes").size()).isEqualTo(7);
        assertThat(json.get("probes").get(1).get("requests").asInt()).isEqualTo(100);
        assertThat(Files.readString(folder.resolve("latency.svg")))
                .startsWith("<svg")
                .contains("webhook/search");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("p95").contains("x floor");
    }

    @Test
    void refusedRequestsAreCountedNotTimed() throws IOException {
        assertThat(bench("--signature", "wrong", "--rounds", "1")).isEqualTo(1);

        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("latency.json")));
        assertThat(json.get("probes").get(1).get("failures").asInt()).isEqualTo(50);
        assertThat(json.get("probes").get(1).get("p50_ms").isNull()).isTrue();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Some requests failed");
    }

    @Test
    void latencyCanBeNamed() {
        assertThat(bench("latency", "--signature", "right", "--rounds", "1")).isZero();

        assertThat(folder.resolve("latency.json")).exists();
    }

    @Test
    void roundsAndCallersHaveBounds() {
        assertThat(bench("--rounds", "0")).isEqualTo(1);
        assertThat(bench("--callers", "501")).isEqualTo(1);
        assertThat(asked).isEmpty();
    }
}
