package io.celesteos.bench.nlp;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NlpCommandTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Set<String> texts = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode json =
                    body.length == 0 ? null : JsonMapper.builder().build().readTree(body);
            String key = exchange.getRequestURI().getPath() + (json != null && json.has("extract") ? " mentions" : "");
            asked.merge(key, 1, Integer::sum);
            if (json != null) {
                texts.add(json.get("text").asString());
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private int bench(String... options) {
        var line = new CommandLine(new NlpCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8), CLOCK));
        String[] all = new String[options.length + 10];
        System.arraycopy(options, 0, all, 10, options.length);
        String[] fixed = {
            "--url",
            "http://localhost:" + server.getAddress().getPort(),
            "--out",
            folder.toString(),
            "--seconds",
            "1",
            "--requests",
            "40",
            "--warm-up",
            "10"
        };
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        return line.execute(all);
    }

    @Test
    void aRunningServiceIsSentEveryLoad() throws IOException {
        assertThat(bench("--demo", "../demo")).isZero();

        assertThat(asked.get("/health")).as("one second and back to back").isEqualTo(100 + 40);
        assertThat(asked.get("/api/v1/extract mentions")).isEqualTo(2 + 25);
        assertThat(asked.get("/api/v1/extract"))
                .as("two warm-ups, one second, back to back, the hard text")
                .isEqualTo(10 + 25 + 100 + 40 + 50);
        assertThat(texts).filteredOn(text -> text.length() == 10_000).hasSize(1);
        assertThat(texts)
                .filteredOn(text -> text.length() < 10_000)
                .hasSizeGreaterThan(50)
                .allSatisfy(text -> assertThat(text.split(" ")).hasSize(50));
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("nlp.json")));
        assertThat(json.get("command").asString()).startsWith("./celeste bench nlp --url");
        assertThat(json.get("loads").size()).isEqualTo(6);
        assertThat(json.get("targets").size())
                .as("no start and no memory of a service of others")
                .isEqualTo(3);
        assertThat(Files.readString(folder.resolve("nlp.svg")))
                .startsWith("<svg")
                .contains("floor");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("p95", "a second");
    }

    @Test
    void refusedRequestsAreCountedAndNotTimed() throws IOException {
        status = 503;

        assertThat(bench("--demo", "../demo")).isEqualTo(1);

        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("nlp.json")));
        assertThat(json.at("/loads/1/failures").asInt()).isEqualTo(100);
        assertThat(json.at("/loads/1/requests").asInt()).isZero();
    }

    @Test
    void whatCannotBeMeasuredIsSaid() {
        assertThat(bench("--demo", folder.toString())).isEqualTo(1);
        assertThat(bench("--rate", "0")).isEqualTo(1);
        assertThat(bench("--callers", "0")).isEqualTo(1);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("name it with --demo")
                .contains("--rate 1 to 10000")
                .contains("--callers must be 1 to 100");
    }
}
