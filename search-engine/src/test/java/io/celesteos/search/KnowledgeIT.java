package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The knowledge base as its callers see it, over the files that come with the project and those of two yachts. */
class KnowledgeIT {

    private static final Engines ENGINES = Engines.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BURST = 200;

    @TempDir
    static Path temp;

    private static final YachtId FIRST = ENGINES.newYacht();
    private static final YachtId SECOND = ENGINES.newYacht();
    private static Path folder;
    private static Engine engine;

    @BeforeAll
    static void start() throws IOException {
        folder = temp.resolve("knowledge");
        copyShipped();
        write("yachts/" + FIRST + "/own.md", "---\ntopic: first topic\n---\n# Tender\nThe tender is called Mango.");
        write("yachts/" + SECOND + "/own.md", "---\ntopic: second topic\n---\n# Tender\nThe tender is called Papaya.");
        write("bad.md", "");
        engine = engine();
        await().atMost(PATIENCE)
                .until(() -> stats(null).at("/status").asString().equals("ready"));
        await().atMost(PATIENCE).until(KnowledgeIT::allEmbedded);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Engine engine() {
        String url = String.valueOf(
                ((DriverManagerDataSource) java.util.Objects.requireNonNull(ENGINES.owner.getDataSource())).getUrl());
        Map<String, String> properties = ENGINES.properties(url, "lucene");
        properties.put("search.knowledge.folder", folder.toString());
        properties.put("search.knowledge.store-folder", temp.resolve("store").toString());
        properties.put("search.knowledge.scan-interval", "100ms");
        properties.put("search.knowledge.fill-pause", "100ms");
        properties.put("search.knowledge.requests-per-minute", "1");
        properties.put("search.knowledge.burst", Integer.toString(BURST));
        return new Engine(properties);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what does FMI 3 mean?|engines/j1939-fault-codes.md",
                "watermaker salinity too high|water/watermaker.md",
                "entering a tank safely|safety/enclosed-space-entry.md",
                "how long is the bunker delivery note kept|fuel/bunkering.md",
                "ground food waste special areas placards|environment/garbage-log.md",
                "15 ppm oily water|environment/bilge-and-oily-water.md"
            })
    void theFilesThatComeWithTheProjectAnswer(String asked) {
        String query = asked.substring(0, asked.indexOf('|'));
        JsonNode answer = query(null, query).body();

        assertThat(answer.at("/results/0/file").asString()).isEqualTo(asked.substring(asked.indexOf('|') + 1));
        assertThat(answer.at("/query").asString()).isEqualTo(query);
        assertThat(answer.at("/count").asInt())
                .isEqualTo(answer.at("/results").size())
                .isBetween(1, 5);
        assertThat(answer.at("/degraded")).isEmpty();
        for (JsonNode hit : answer.at("/results")) {
            assertThat(hit.at("/score").asDouble()).isBetween(0.0, 1.0);
            assertThat(hit.at("/text").asString()).isNotBlank();
            assertThat(hit.at("/source").asString()).isNotBlank();
            assertThat(hit.at("/topic").asString()).isNotBlank();
            assertThat(hit.at("/owner").asString()).isEqualTo("shared");
        }
    }

    @Test
    void eachYachtFindsItsOwnAndNeverTheOthers() {
        // One after the other, so that what the first one's answer left behind could show.
        for (int round = 0; round < 2; round++) {
            assertThat(query(FIRST, "the tender is called").values("/text"))
                    .anyMatch(text -> text.contains("Mango"))
                    .noneMatch(text -> text.contains("Papaya"));
            assertThat(query(SECOND, "the tender is called").values("/text"))
                    .anyMatch(text -> text.contains("Papaya"))
                    .noneMatch(text -> text.contains("Mango"));
            assertThat(query(null, "the tender is called").values("/text"))
                    .noneMatch(text -> text.contains("Papaya") || text.contains("Mango"));
        }
        assertThat(query(FIRST, "the tender is called").body().at("/cache").asString())
                .isEqualTo("hit");
        assertThat(stats(FIRST).at("/topics").toString())
                .contains("first topic")
                .doesNotContain("second topic");
        assertThat(stats(null).at("/topics").toString()).doesNotContain("first topic", "second topic");
        assertThat(stats(FIRST).at("/total_documents").asInt())
                .isEqualTo(stats(null).at("/total_documents").asInt() + 1);
        // The filter of another yacht's topic opens nothing.
        assertThat(engine.post(
                                "/rag/query",
                                "{\"query\":\"tender\",\"yacht_id\":\"" + FIRST
                                        + "\",\"filters\":{\"topic\":\"second topic\"}}")
                        .body()
                        .at("/count")
                        .asInt())
                .isZero();
    }

    @Test
    void theYachtOfTheAddressAndOfTheBodyMustBeOne() {
        String body = "{\"query\":\"tender\",\"yacht_id\":\"" + FIRST + "\"}";
        assertThat(engine.post("/rag/query?yacht_id=" + SECOND, body).status()).isEqualTo(400);
        assertThat(engine.post("/rag/query?yacht_id=" + FIRST, body).status()).isEqualTo(200);
        assertThat(engine.post("/rag/query?yacht_id=" + FIRST, "{\"query\":\"tender called\"}")
                        .values("/text"))
                .anyMatch(text -> text.contains("Mango"));
        assertThat(engine.get("/rag/stats?yacht_id=" + FIRST + "&yacht_id=" + SECOND)
                        .status())
                .isEqualTo(400);
        assertThat(query(new YachtId(UUID.randomUUID()), "tender").status()).isEqualTo(404);
        assertThat(engine.get("/rag/stats?yacht_id=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"query\": \"\"}",
                "{\"query\": 7}",
                "{\"query\": \"oil\", \"top_k\": 0}",
                "{\"query\": \"oil\", \"top_k\": 21}",
                "{\"query\": \"oil\", \"top_k\": \"5\"}",
                "{\"query\": \"oil\", \"yacht_id\": \"../../etc\"}",
                "{\"query\": \"oil\", \"yacht_id\": \"\"}",
                "{\"query\": \"oil\", \"collection\": \"../yachts\"}",
                "{\"query\": \"oil\", \"collection\": \"\"}",
                "{\"query\": \"oil\", \"filters\": {\"topic\": 7}}",
                "{\"query\": \"oil\", \"filters\": {\"topic\": [\"\"]}}",
                "{\"query\": \"oil\", \"filters\": \"topic\"}",
                "[]",
                "{"
            })
    void whatIsWrongIsSaidSo(String body) {
        var answer = engine.post("/rag/query", body);

        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.code()).isIn("invalid_request", "malformed_json");
    }

    @Test
    void changesAreServedWithinSecondsAndAReloadTellsWhatWasSkipped() throws IOException {
        write("fresh/parrot.md", "# Parrot\nThe parrot in the saloon eats papers.");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stats(null).toString().contains("fresh"));
        // Until it has its vector, words alone speak for it.
        assertThat(query(null, "parrot").values("/file")).contains("fresh/parrot.md");
        Files.delete(folder.resolve("fresh/parrot.md"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !stats(null).toString().contains("fresh"));

        var accepted = engine.post("/rag/reload?yacht_id=" + FIRST, "{\"yacht_id\":\"" + FIRST + "\"}");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body().at("/documents_loaded").asInt())
                .isEqualTo(stats(FIRST).at("/total_documents").asInt());
        String job = "/rag/reload/" + accepted.body().at("/job_id").asString();
        await().atMost(PATIENCE)
                .until(() -> engine.get(job + "?yacht_id=" + FIRST)
                        .body()
                        .at("/status")
                        .asString()
                        .equals("succeeded"));
        assertThat(engine.get(job + "?yacht_id=" + FIRST)
                        .body()
                        .at("/skipped/0/file")
                        .asString())
                .isEqualTo("bad.md");
        assertThat(engine.get(job + "?yacht_id=" + SECOND).status()).isEqualTo(404);
        assertThat(engine.send(HttpRequest.newBuilder(engine.uri("/rag/reload"))
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(202);
        assertThat(engine.get("/rag/reload/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void withoutTheModelWordsAnswerAndSaySo() {
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;
        try {
            JsonNode answer = query(null, "watermaker membrane chlorine").body();
            assertThat(answer.at("/results/0/file").asString()).isEqualTo("water/watermaker.md");
            assertThat(answer.at("/degraded/0").asString()).isEqualTo("embedding_unavailable");
        } finally {
            ENGINES.embeddingsAreBack();
        }
    }

    @Test
    void aRestartServesAtOnceWhatItKept() throws IOException {
        engine.close();
        // So that nothing but the store can have it.
        Path away = Files.move(folder, temp.resolve("away"));
        engine = engine();
        try {
            await().atMost(PATIENCE)
                    .until(() -> stats(FIRST).at("/status").asString().equals("ready"));
            assertThat(query(FIRST, "the tender is called").values("/text")).anyMatch(text -> text.contains("Mango"));
            assertThat(stats(FIRST).at("/vectors").asInt())
                    .isEqualTo(stats(FIRST).at("/chunks").asInt())
                    .isPositive();
            assertThat(engine.get("/health")
                            .body()
                            .at("/dependencies/knowledge")
                            .asString())
                    .isIn("loaded", "no folder");
        } finally {
            Files.move(away, folder);
        }
    }

    @Test
    void whoAsksTooMuchWaits() {
        YachtId hasty = ENGINES.newYacht();
        await().atMost(PATIENCE).until(() -> query(hasty, "fuel").status() == 200);
        var refused = query(hasty, "fuel");
        for (int asked = 0; asked < BURST && refused.status() == 200; asked++) {
            refused = query(hasty, "fuel");
        }

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(query(SECOND, "fuel").status()).isEqualTo(200);
    }

    @Test
    void theOpenApiDocumentHasExamplesThatWork() {
        JsonNode paths = engine.get("/v3/api-docs").body().at("/paths");

        assertThat(paths.propertyNames()).contains("/rag/query", "/rag/stats", "/rag/reload", "/rag/reload/{job_id}");
        JsonNode examples = paths.at("/~1rag~1query/post/requestBody/content/application~1json/examples");
        assertThat(examples.size()).isEqualTo(2);
        for (JsonNode example : examples) {
            String body =
                    example.get("value").toString().replace("00000000-0000-4000-8000-000000000001", FIRST.toString());
            assertThat(engine.post("/rag/query", body).body().at("/count").asInt())
                    .as(body)
                    .isPositive();
        }
    }

    private static Engine.Answer query(YachtId yacht, String query) {
        String whose = yacht == null ? "" : ",\"yacht_id\":\"" + yacht + "\"";
        return engine.post("/rag/query", "{\"query\":\"" + query + "\"" + whose + "}");
    }

    private static JsonNode stats(YachtId yacht) {
        return engine.get(yacht == null ? "/rag/stats" : "/rag/stats?yacht_id=" + yacht)
                .body();
    }

    private static boolean allEmbedded() {
        List<JsonNode> all = new ArrayList<>(List.of(stats(null), stats(FIRST), stats(SECOND)));
        return all.stream()
                .allMatch(stats -> stats.at("/chunks").asInt() > 0
                        && stats.at("/vectors").asInt() == stats.at("/chunks").asInt());
    }

    private static void copyShipped() throws IOException {
        Path shipped = Path.of("..", "knowledge");
        try (var files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(shipped.relativize(file).toString(), Files.readString(file));
            }
        }
    }

    private static void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
