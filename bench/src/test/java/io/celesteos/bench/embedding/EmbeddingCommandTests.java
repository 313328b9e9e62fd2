package io.celesteos.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.web.JsonStrictness;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole run with a tiny plan: the real raw runtime beside a stand-in for the service. */
class EmbeddingCommandTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final JsonMapper json = JsonStrictness.mapper();
    private final AtomicInteger reranks = new AtomicInteger();
    private final AtomicInteger largest = new AtomicInteger();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile int cached;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/embed", exchange -> {
            EmbedRequest request = json.readValue(exchange.getRequestBody().readAllBytes(), EmbedRequest.class);
            largest.accumulateAndGet(request.texts().size(), Math::max);
            List<float[]> vectors =
                    request.texts().stream().map(text -> new float[384]).toList();
            byte[] answer = json.writeValueAsBytes(new EmbedResponse(vectors, "m", 384, 1, 9, List.of(), cached));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/api/v1/rerank", exchange -> {
            exchange.getRequestBody().readAllBytes();
            reranks.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private int bench(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-node", "--demo", "../demo/celeste/documents"));
        all.addAll(List.of("--cache", folder.toString(), "--out", folder.toString()));
        EmbeddingCommand command = new EmbeddingCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8), CLOCK);
        return new CommandLine(command).execute(all.toArray(String[]::new));
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private JsonNode written() throws IOException {
        return json.readTree(Files.readString(folder.resolve("embedding.json")));
    }

    @Test
    void everyContenderIsMeasuredInEveryRound() throws IOException {
        assertThat(bench(
                        "--url",
                        url(),
                        "--workloads",
                        "SINGLE,TEN",
                        "--rounds",
                        "1",
                        "--queries",
                        "3",
                        "--warm-up",
                        "0"))
                .isZero();

        JsonNode workloads = written().get("workloads");
        assertThat(workloads.get(0).get("contenders").size())
                .as("two raw, ours")
                .isEqualTo(3);
        assertThat(workloads.get(0).get("contenders").get(2).get("rounds").asInt())
                .isEqualTo(3);
        assertThat(workloads.get(1).get("contenders").size())
                .as("four raw, ours")
                .isEqualTo(5);
        assertThat(written().get("at").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(written().get("command").asString()).startsWith("./celeste bench embedding --url");
        assertThat(written().get("queries_during_bulk").get("rounds").asInt()).isEqualTo(3);
        assertThat(largest).as("the bulk job").hasValue(100);
        assertThat(reranks).hasValue(9);
        assertThat(Files.readString(folder.resolve("embedding.svg"))).startsWith("<svg");
    }

    @Test
    void aServiceThatComputesSomethingElseIsSeen() throws IOException {
        bench("--url", url(), "--no-bulk", "--workloads", "SINGLE", "--queries", "1", "--warm-up", "0");

        // The stand-in answers with zeros.
        assertThat(written()
                        .get("largest_difference_to_raw")
                        .get("embedding-service, HTTP")
                        .asDouble())
                .isGreaterThan(0.01);
        assertThat(written()
                        .get("largest_difference_to_raw")
                        .get("raw, one by one, 1 x " + Runtime.getRuntime().availableProcessors() + " threads")
                        .asDouble())
                .isLessThan(1e-5);
    }

    @Test
    void settingsOfTheRuntimeAreComparedWithoutAService() throws IOException {
        assertThat(bench("--settings", "--workloads", "SINGLE", "--queries", "2"))
                .isZero();

        JsonNode settings = json.readTree(Files.readString(folder.resolve("embedding-settings.json")));
        assertThat(settings.get("workloads").get(0).get("contenders").size()).isEqualTo(12);
        assertThat(settings.get("targets").size()).isZero();
    }

    @Test
    void figuresFromTheCacheFailTheRun() {
        cached = 1;

        assertThat(bench("--url", url(), "--no-bulk", "--workloads", "SINGLE", "--queries", "1", "--warm-up", "0"))
                .isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("worthless");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() {
        server.stop(0);

        assertThat(bench("--url", url(), "--no-bulk", "--workloads", "SINGLE", "--queries", "1", "--warm-up", "0"))
                .isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("✗").contains(url());
    }

    @Test
    void aJarThatWasNotBuiltIsNamed() {
        assertThat(bench("--jar", folder.resolve("absent.jar").toString())).isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("absent.jar is not there");
    }

    @Test
    void aServiceThatDoesNotStartSaysWhatItLogged() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");

        assertThat(bench("--jar", broken.toString())).isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("did not start", "broken.jar");
    }

    @Test
    void numbersHaveBoundsAndModelsNames() {
        assertThat(bench("--rounds", "0")).isEqualTo(1);
        assertThat(bench("--queries", "0")).isEqualTo(1);
        assertThat(bench("--model", "gpt")).isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("all-MiniLM-L6-v2");
    }
}
