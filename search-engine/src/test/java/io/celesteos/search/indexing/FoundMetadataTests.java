package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoundMetadataTests {

    private static final YachtId YACHT = YachtId.of("00000000-0000-4000-8000-000000000001");
    private static final List<Chunk> CHUNKS = List.of(new Chunk(0, "", "one"), new Chunk(1, "", "two"));

    private HttpServer nlp;
    private volatile int status = 200;
    private volatile String asked = "";

    @BeforeEach
    void start() throws IOException {
        nlp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        nlp.createContext("/api/v1/extract/batch", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String nothing = answer("[]", "[]", "[]");
            String body = "{\"latency_ms\": 1, \"results\": [" + nothing + ","
                    + answer("[" + equipment() + "]", "[" + term("Caterpillar") + "]", "[" + day() + "]") + ","
                    + answer("[" + equipment() + "]", "[" + term("Racor") + "]", "[]") + "]}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        nlp.start();
    }

    @AfterEach
    void stop() {
        nlp.stop(0);
    }

    private static String answer(String equipment, String manufacturers, String dates) {
        return "{\"entities\": {\"equipment\": " + equipment + ", \"manufacturers\": " + manufacturers
                + ", \"models\": [], \"dates\": " + dates
                + "}, \"intent\": {\"primary\": \"search\", \"secondary\": [], \"confidence\": 0.5, \"candidates\": []},"
                + " \"latency_ms\": 1, \"degraded\": []}";
    }

    private static String mention(String text) {
        return "\"text\": \"" + text + "\", \"start\": 0, \"end\": 3, \"canonical\": \"" + text
                + "\", \"confidence\": 0.9, \"source\": \"pattern\", \"negated\": false";
    }

    private static String equipment() {
        return "{" + mention("Gen 2") + ", \"type\": \"generator\"}";
    }

    private static String term(String text) {
        return "{" + mention(text) + "}";
    }

    private static String day() {
        return "{" + mention("1 March 2024") + ", \"grain\": \"day\", \"value\": \"2024-03-01\"}";
    }

    private FoundMetadata metadata() {
        String url = "http://127.0.0.1:" + nlp.getAddress().getPort();
        return new FoundMetadata(new MetadataProperties(url, null, Duration.ofSeconds(10), 24));
    }

    @Test
    void whatIsFoundOftenEnoughIsAFact() {
        var found = metadata().in(YACHT, "Generator manual", CHUNKS);

        assertThat(found.degraded()).isEmpty();
        assertThat(found.metadata())
                .isEqualTo(Map.of(
                        "document_type", "manual", "equipment_type", List.of("generator"), "date", "2024-03-01"));
        assertThat(asked).contains("Generator manual", "\"one\"", YACHT.toString());
    }

    @Test
    void aServiceThatIsAwayIsDoneWithoutAndSaidSo() {
        status = 500;

        var found = metadata().in(YACHT, "Generator manual", CHUNKS);

        assertThat(found.degraded()).containsExactly("nlp_unavailable");
        assertThat(found.metadata()).isEqualTo(Map.of("document_type", "manual"));
    }

    @Test
    void withoutAnAddressNobodyIsAsked() {
        var found = new FoundMetadata(new MetadataProperties("", null, Duration.ofSeconds(1), 24))
                .in(YACHT, "Notes", CHUNKS);

        assertThat(found.metadata()).isEmpty();
        assertThat(found.degraded()).isEmpty();
        assertThat(asked).isEmpty();
    }
}
