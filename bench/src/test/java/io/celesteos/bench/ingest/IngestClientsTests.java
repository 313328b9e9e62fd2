package io.celesteos.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.celesteos.bench.process.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both services as they answer over HTTP. */
class IngestClientsTests {

    @TempDir
    private Path folder;

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final List<String> uploads = new CopyOnWriteArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile int cached;
    private volatile String jobStatus = "succeeded";
    private HttpServer server;
    private URI url;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = 200;
            String answer;
            switch (exchange.getRequestURI().getPath()) {
                case "/api/v1/embed" -> {
                    JsonNode asked = JsonMapper.shared().readTree(body).at("/texts");
                    asked.forEach(text -> texts.add(text.asString()));
                    batches.add(asked.size());
                    answer = "{\"tokens\": " + 10 * asked.size() + ", \"cached\": " + cached + "}";
                }
                case "/api/v1/documents" -> {
                    status = busy.getAndDecrement() > 0 ? 503 : 202;
                    uploads.add(body);
                    answer = "{\"job_id\": \"j" + uploads.size() + "\", \"document_ids\": [\"d" + uploads.size()
                            + "\"]}";
                }
                default -> answer = "{\"status\": \"" + jobStatus + "\", \"error\": \"manual.pdf is damaged\"}";
            }
            exchange.getResponseHeaders().add("Retry-After", "0");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        url = URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void theFloorFeedsEveryPassageOnceInBatches() throws Exception {
        List<String> passages =
                IntStream.range(0, 70).mapToObj(n -> "passage " + n).toList();

        EmbeddingFloor.Speed speed = new EmbeddingFloor(new KeepAlive(url), 32, 3).measure(passages);

        assertThat(texts).containsExactlyInAnyOrderElementsOf(passages);
        assertThat(batches).containsExactlyInAnyOrder(32, 32, 6);
        assertThat(speed.passages()).isEqualTo(70);
        assertThat(speed.tokens()).isEqualTo(700);
    }

    @Test
    void aFloorFromACacheIsNone() {
        cached = 1;

        assertThatThrownBy(() -> new EmbeddingFloor(new KeepAlive(url), 32, 1).measure(List.of("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cache");
    }

    @Test
    void filesGoInRequestsOfFiftyAndAreSentAgainWhenToldToComeBack() throws Exception {
        busy.set(1);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            files.add(Files.writeString(folder.resolve("note-" + i + ".md"), "# Note " + i));
        }

        try (Uploads client = new Uploads(url, "y", 1)) {
            Uploads.Sent sent = client.send(files, done -> {});
            client.await(sent.jobs());

            assertThat(sent.jobs()).hasSize(2);
            assertThat(sent.documents()).hasSize(2);
        }
        assertThat(uploads)
                .extracting(body -> body.split("filename=", -1).length - 1)
                .containsExactly(50, 50, 10);
        assertThat(uploads.getLast())
                .contains("filename=\"note-59.md\"\r\nContent-Type: application/octet-stream\r\n\r\n# Note 59\r\n");
    }

    @Test
    void aJobThatFailsEndsTheMeasurementWithItsReason() {
        jobStatus = "failed";

        try (Uploads client = new Uploads(url, "y", 1)) {
            assertThatThrownBy(() -> client.await(List.of("j1")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("manual.pdf is damaged");
        }
    }
}
