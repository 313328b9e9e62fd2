package io.celesteos.nlp.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.nlp.NlpApplication;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers meet it: real HTTP, real PostgreSQL with two yachts. */
@SpringBootTest(classes = NlpApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ExtractionOverHttpIT {

    private static final YachtId CELESTE = YachtId.of("00000000-0000-4000-8000-000000000001");
    private static final YachtId MERIDIAN = YachtId.of("00000000-0000-4000-8000-000000000002");
    private static final YachtId SUSPENDED = YachtId.of("00000000-0000-4000-8000-000000000003");
    private static final UUID GENERATOR = UUID.fromString("10000000-0000-4000-8000-000000000001");
    private static final Database DATABASE = ThrowawayPostgres.shared().newDatabase();
    private static final JsonMapper JSON = JsonStrictness.mapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("nlp.database.url", DATABASE::jdbcUrl);
        properties.add("nlp.database.user", () -> "nlp_test");
        properties.add("nlp.database.password", () -> "nlp-test-password");
    }

    @BeforeAll
    static void twoYachts() {
        var owner = new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.username(), DATABASE.password());
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, "nlp_test", "nlp-test-password");
        var registry = new YachtRegistry(owner);
        registry.save(CELESTE, "Celeste", ZoneId.of("Europe/Monaco"), new Signature("one"), true);
        registry.save(MERIDIAN, "Meridian", ZoneId.of("America/New_York"), new Signature("two"), true);
        registry.save(SUSPENDED, "Laid up", ZoneId.of("UTC"), new Signature("three"), true);
        registry.setActive(SUSPENDED, false);
        var jdbc = JdbcClient.create(owner);
        equipment(jdbc, GENERATOR, CELESTE, "GEN-2", "Generator 2", "generator", 2, "Blue Goose");
        equipment(jdbc, UUID.randomUUID(), MERIDIAN, "STAB-P", "Port stabiliser", "stabiliser", null, "Grey Goose");
        jdbc.sql(
                        "insert into locations (id, yacht_id, code, name, aliases) values (?, ?, 'LAZ', 'Lazarette', '{aft store}')")
                .params(UUID.randomUUID(), CELESTE.value())
                .update();
        jdbc.sql(
                        "insert into parts (id, yacht_id, part_number, name, manufacturer) values (?, ?, '54-QQ123', 'Seal', 'Naiad')")
                .params(UUID.randomUUID(), CELESTE.value())
                .update();
    }

    private static void equipment(
            JdbcClient jdbc,
            UUID id,
            YachtId yacht,
            String code,
            String name,
            String type,
            Integer number,
            String alias) {
        jdbc.sql("insert into equipment (id, yacht_id, code, name, type, number, aliases)"
                        + " values (:id, :yacht, :code, :name, :type, :number, array[:alias])")
                .param("id", id)
                .param("yacht", yacht.value())
                .param("code", code)
                .param("name", name)
                .param("type", type)
                .param("number", number)
                .param("alias", alias)
                .update();
    }

    @Test
    void aBatchIsReadAtTheMomentAndInTheZoneItNames() throws Exception {
        var response = post("/api/v1/extract/batch", """
                {"texts": ["leak since yesterday"], "extract": ["dates"],
                 "reference_time": "2025-06-20T02:00:00Z", "time_zone": "America/New_York"}""");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body())
                        .at("/results/0/entities/dates/0/value")
                        .asString())
                .isEqualTo("2025-06-18");
    }

    @Test
    void debugShowsWhatLostAndOtherwiseNothingDoes() throws Exception {
        var debugged = post("/api/v1/extract", """
                {"text": "leak in the steering gear room", "debug": true}""");
        JsonNode lost = JSON.readTree(debugged.body()).at("/overruled/0");
        assertThat(lost.at("/category").asString()).isEqualTo("equipment");
        assertThat(lost.at("/text").asString()).isEqualTo("steering gear");
        assertThat(lost.at("/reason").asString()).isEqualTo("shorter");
        assertThat(lost.at("/lost_to/text").asString()).isEqualTo("steering gear room");
        var plain = post("/api/v1/extract", """
                {"text": "leak in the steering gear room"}""");
        assertThat(JSON.readTree(plain.body()).has("overruled")).isFalse();
    }

    @Test
    void mentionsComeWhenAskedForAndNotOtherwise() throws Exception {
        String text = "replace leaking oil filter";
        JsonNode asked = JSON.readTree(
                        post("/api/v1/extract", "{\"text\": \"" + text + "\", \"extract\": [\"mentions\"]}")
                                .body())
                .get("entities");
        assertThat(asked.propertyNames()).containsExactly("mentions");
        assertThat(asked.get("mentions")
                        .valueStream()
                        .map(one -> one.get("type").asString()))
                .containsExactly("activity", "process", "physical_object", "physical_object");
        assertThat(asked.get("mentions").valueStream()).allSatisfy(one -> {
            assertThat(text.substring(one.get("start").asInt(), one.get("end").asInt()))
                    .isEqualTo(one.get("text").asString());
            assertThat(one.get("source").asString()).isEqualTo("model");
        });
        JsonNode unasked = JSON.readTree(
                        post("/api/v1/extract", "{\"text\": \"" + text + "\"}").body())
                .get("entities");
        assertThat(unasked.propertyNames()).hasSize(11).doesNotContain("mentions");
        JsonNode batch = JSON.readTree(
                post("/api/v1/extract/batch", "{\"texts\": [\"" + text + "\"], \"extract\": [\"mentions\"]}")
                        .body());
        assertThat(batch.get("results").get(0).get("entities").get("mentions")).hasSize(4);
    }

    @Test
    void noRuleIsRunWhereMentionsAreAllThatIsAskedFor() throws Exception {
        var alone = post("/api/v1/extract", """
                {"text": "replace leaking oil filter", "extract": ["mentions"]}""");
        assertThat(alone.headers().firstValue("Server-Timing"))
                .hasValueSatisfying(t -> assertThat(t).contains("mentions;dur=").doesNotContain("read;dur="));
        JsonNode answer = JSON.readTree(alone.body());
        assertThat(answer.at("/intent/primary").asString()).isEqualTo("search");
        assertThat(answer.at("/intent/confidence").asDouble()).isZero();

        var beside = post("/api/v1/extract", """
                {"text": "replace leaking oil filter", "extract": ["mentions", "parts"]}""");
        assertThat(beside.headers().firstValue("Server-Timing"))
                .hasValueSatisfying(t -> assertThat(t).contains("read;dur="));
        JsonNode both = JSON.readTree(beside.body());
        assertThat(both.at("/entities/mentions")).isEqualTo(answer.at("/entities/mentions"));
        assertThat(both.at("/intent/confidence").asDouble()).isPositive();
    }

    @Test
    void theExampleOfTheContractWorks() throws Exception {
        var response = post("/api/v1/extract", """
                {"text": "Gen 2 SPN 4364 FMI 2 overheating",
                 "extract": ["equipment", "fault_codes", "parts", "locations"]}""");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Server-Timing"))
                .hasValueSatisfying(t -> assertThat(t).contains("read;dur="));
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        JsonNode answer = JSON.readTree(response.body());
        JsonNode entities = answer.get("entities");
        assertThat(entities.propertyNames())
                .containsExactlyInAnyOrder("equipment", "fault_codes", "parts", "locations");
        JsonNode equipment = entities.get("equipment").get(0);
        assertThat(equipment.get("text").asString()).isEqualTo("Gen 2");
        assertThat(equipment.get("type").asString()).isEqualTo("generator");
        assertThat(equipment.get("confidence").asDouble()).isEqualTo(0.95);
        assertThat(equipment.get("start").asInt()).isZero();
        assertThat(equipment.get("end").asInt()).isEqualTo(5);
        assertThat(equipment.get("source").asString()).isEqualTo("pattern");
        assertThat(equipment.get("negated").asBoolean()).isFalse();
        JsonNode code = entities.get("fault_codes").get(0);
        assertThat(code.get("standard").asString()).isEqualTo("J1939");
        assertThat(code.get("spn").asInt()).isEqualTo(4364);
        assertThat(code.get("known").asBoolean()).isTrue();
        assertThat(code.get("description").asString()).startsWith("Aftertreatment 1 SCR Conversion Efficiency");
        assertThat(entities.get("parts").isEmpty()).isTrue();
        assertThat(answer.at("/intent/primary").asString()).isEqualTo("diagnose_fault");
        assertThat(answer.at("/intent/secondary/0").asString()).isEqualTo("create_work_order");
        assertThat(answer.get("latency_ms").isIntegralNumber()).isTrue();
        assertThat(answer.get("degraded").isEmpty()).isTrue();
    }

    @Test
    void theYachtsOwnWordsAreKnown() throws Exception {
        JsonNode answer = extract("#2 DG and the blue goose leak in the aft store, 54 QQ 123, yesterday", CELESTE);
        assertThat(answer.at("/entities/equipment/0/equipment_id").asString()).isEqualTo(GENERATOR.toString());
        assertThat(answer.at("/entities/equipment/1/code").asString()).isEqualTo("GEN-2");
        assertThat(answer.at("/entities/equipment/1/source").asString()).isEqualTo("yacht");
        assertThat(answer.at("/entities/locations/0/zone").asString()).isEqualTo("LAZ");
        assertThat(answer.at("/entities/parts/0/part_number").asString()).isEqualTo("54-QQ123");
        assertThat(answer.at("/entities/parts/0/in_inventory").asBoolean()).isTrue();
        assertThat(answer.get("degraded").isEmpty()).isTrue();
    }

    @Test
    void anotherYachtsMachinesNeverResolve() throws Exception {
        JsonNode answer = extract("grey goose and port stabiliser and blue goose, 54 QQ 123", MERIDIAN);
        assertThat(answer.at("/entities/equipment").findValuesAsString("code")).containsOnly("STAB-P");
        assertThat(answer.toString()).doesNotContain(GENERATOR.toString()).doesNotContain("GEN-2");
        assertThat(answer.at("/entities/parts").isEmpty()).isTrue();
        JsonNode other = extract("grey goose and port stabiliser", CELESTE);
        assertThat(other.toString()).doesNotContain("STAB-P").doesNotContain("equipment_id");
    }

    @Test
    void datesAreInTheYachtsZoneUnlessAnotherIsAskedFor() throws Exception {
        // 03:00 UTC is still the day before in New York.
        assertThat(day(MERIDIAN, "")).isEqualTo("2025-06-18");
        assertThat(day(CELESTE, "")).isEqualTo("2025-06-19");
        assertThat(day(MERIDIAN, ", \"time_zone\": \"Europe/Monaco\"")).isEqualTo("2025-06-19");
    }

    private String day(YachtId yacht, String more) throws Exception {
        JsonNode answer = JSON.readTree(
                post("/api/v1/extract", """
                {"text": "yesterday", "yacht_id": "%s", "reference_time": "2025-06-20T03:00:00Z"%s}""".formatted(yacht, more)).body());
        return answer.at("/entities/dates/0/value").asString();
    }

    @Test
    void anUnknownOrSuspendedYachtIsReadWithoutContextAndTheAnswerSaysSo() throws Exception {
        for (YachtId yacht : List.of(YachtId.of("00000000-0000-4000-8000-0000000000ff"), SUSPENDED)) {
            JsonNode answer = extract("Gen 2 leak", yacht);
            assertThat(answer.at("/degraded/0").asString()).isEqualTo("yacht_context_unavailable");
            assertThat(answer.at("/entities/equipment/0/type").asString()).isEqualTo("generator");
        }
    }

    @Test
    void aBatchIsAnsweredInOrder() throws Exception {
        var response = post("/api/v1/extract/batch", """
                {"texts": ["Gen 2", "nothing", "E047 😀 leak"], "extract": ["equipment", "fault_codes"], "yacht_id": "%s"}""".formatted(CELESTE));
        JsonNode results = JSON.readTree(response.body()).get("results");
        assertThat(results.size()).isEqualTo(3);
        assertThat(results.at("/0/entities/equipment/0/code").asString()).isEqualTo("GEN-2");
        assertThat(results.at("/1/entities/equipment").isEmpty()).isTrue();
        assertThat(results.at("/2/entities/fault_codes/0/code").asString()).isEqualTo("E047");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400|malformed_json|JSON",
                "{}|400|invalid_request|text",
                "{\"text\": \"  \"}|400|invalid_request|text",
                "{\"text\": 5}|400|invalid_request|text",
                "{\"text\": \"a\", \"extract\": [\"colours\"]}|400|invalid_request|fault_codes",
                "{\"text\": \"a\", \"extract\": \"equipment\"}|400|invalid_request|extract",
                "{\"text\": \"a\", \"yacht_id\": \"nobody\"}|400|invalid_request|yacht_id",
                "{\"text\": \"a\", \"time_zone\": \"Mars/Olympus\"}|400|invalid_request|time_zone",
                "{\"text\": \"a\", \"reference_time\": \"now\"}|400|invalid_request|reference_time"
            })
    void badRequestsNameTheFieldAndTheNextOneWorks(String body, int status, String code, String named)
            throws Exception {
        var response = post("/api/v1/extract", body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("detail").asString()).contains(named);
        assertThat(extract("Gen 2", CELESTE).at("/entities/equipment/0/code").asString())
                .isEqualTo("GEN-2");
    }

    @Test
    void tooLongAndTooManyAreRefused() throws Exception {
        assertThat(post("/api/v1/extract", text("x".repeat(20_001))).statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/extract", text("x".repeat(20_000))).statusCode())
                .isEqualTo(200);
        String many = JSON.writeValueAsString(Map.of("texts", Collections.nCopies(101, "Gen 2")));
        var refused = post("/api/v1/extract/batch", many);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(JSON.readTree(refused.body()).get("code").asString()).isEqualTo("too_many_texts");
        assertThat(post("/api/v1/extract/batch", "{\"texts\": []}").statusCode())
                .isEqualTo(400);
        String hundred = JSON.writeValueAsString(Map.of("texts", Collections.nCopies(100, "Gen 2")));
        assertThat(post("/api/v1/extract/batch", hundred).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"'\\u0000\\u0007 Gen 2'", "'\\ud83d Gen 2'", "'مرحبا Gen 2'", "'😀😀 Gen 2'"})
    void controlCharactersAndHalfCharactersDoNoHarm(String text) throws Exception {
        var response = post("/api/v1/extract", "{\"text\": \"" + text + "\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body())
                        .at("/entities/equipment/0/text")
                        .asString())
                .isEqualTo("Gen 2");
    }

    @Test
    void healthNamesTheGazetteersAndPostgres() throws Exception {
        JsonNode health = JSON.readTree(get("/health").body());
        assertThat(health.get("status").asString()).isEqualTo("healthy");
        assertThat(health.get("service").asString()).isEqualTo("nlp-service");
        assertThat(health.at("/dependencies/gazetteers").asString()).isEqualTo("loaded");
        assertThat(health.at("/dependencies/postgres").asString()).isEqualTo("healthy");
    }

    @Test
    void theApiIsDescribedWithWorkingExamples() throws Exception {
        JsonNode api = JSON.readTree(get("/v3/api-docs").body());
        JsonNode examples = api.at("/paths/~1api~1v1~1extract/post/requestBody/content/application~1json/examples");
        assertThat(examples.isEmpty()).isFalse();
        for (JsonNode example : examples) {
            assertThat(post("/api/v1/extract", example.get("value").toString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(get("/swagger-ui").statusCode()).isIn(200, 302);
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(200);
    }

    private JsonNode extract(String text, YachtId yacht) throws Exception {
        var response =
                post("/api/v1/extract", JSON.writeValueAsString(Map.of("text", text, "yacht_id", yacht.toString())));
        assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String text(String text) {
        return JSON.writeValueAsString(Map.of("text", text));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
