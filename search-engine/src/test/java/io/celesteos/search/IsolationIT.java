package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.tenancy.TenantTransactions;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two yachts with secrets, and an attacker who may ask for one of them and wants to see the other: through the
 * search, its filters and its cache, through documents, jobs and errors, and through the database itself.
 */
class IsolationIT {

    private static final Engines ENGINES = Engines.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "The safe combination is kept under the teak grating";
    private static YachtId mine;
    private static YachtId theirs;
    private static UUID myDocument;
    private static UUID theirDocument;
    private static UUID theirChunk;
    private static UUID theirFault;
    private static String theirJob;

    @BeforeAll
    static void load() {
        mine = ENGINES.newYacht();
        theirs = ENGINES.newYacht();
        myDocument = ENGINES.store(mine, "Mine", "## Deck\nThe teak is washed each morning with salt water.", Map.of());
        theirDocument = ENGINES.store(theirs, "Theirs", "## Safe\n" + SECRET, Map.of("document_type", "secret"));
        theirChunk = ENGINES.owner.queryForObject(
                "select id from document_chunks where yacht_id = ? limit 1", UUID.class, theirs.value());
        theirJob = ENGINES.lucene
                .submit(theirs, "Theirs", "## Safe\n" + SECRET, Map.of("document_type", "secret"))
                .body()
                .at("/job_id")
                .asString();
        theirFault = UUID.randomUUID();
        ENGINES.owner.update(
                "insert into faults (id, yacht_id, title) values (?, ?, 'Secret safe would not open')",
                theirFault,
                theirs.value());
        ENGINES.both()
                .forEach(engine -> await().atMost(PATIENCE)
                        .until(() -> engine.search(theirs, "secret safe")
                                .values("/type")
                                .contains("fault")));
    }

    /** What the attacker adds to a search for the secret's own words. Their ids are known to him. */
    static Stream<Arguments> additions() {
        return Stream.of(
                attack("nothing", Map::of),
                attack("words alone", () -> Map.of("search_type", "bm25")),
                attack("meaning alone", () -> Map.of("search_type", "vector")),
                attack("everything there is", () -> Map.of("top_k", 100, "explain", true, "min_score", 0)),
                attack("their yacht in a filter", () -> filter("yacht_id", theirs)),
                attack("their document in a filter", () -> filter("document_id", theirDocument)),
                attack("their chunk in a filter", () -> filter("document_id", theirChunk)),
                attack("a kind only they have", () -> filter("document_type", "secret")),
                attack("metadata", () -> Map.of("metadata", Map.of("yacht_id", theirs.toString()))),
                attack("another name for a tenant", () -> Map.of("tenant", theirs.toString())),
                attack("another spelling", () -> Map.of("yachtId", theirs.toString(), "YACHT_ID", theirs.toString())),
                attack("a list of yachts", () -> Map.of("yacht_ids", List.of(theirs.toString()))),
                attack("SQL in a value", () -> filter("document_type", "x') or true --")),
                attack("SQL that names the yacht", () -> filter("tags", "a' or yacht_id = '" + theirs + "' --")),
                attack("SQL in a document id", () -> filter("document_id", "' union select content from documents --")),
                attack("SQL in a filter's name", () -> filter("document_type') or true --", "x")),
                attack("JSON in a value", () -> filter("system", "\"] || '[\"secret\"]'::jsonb || '[\"")),
                attack("JSON path in a value", () -> filter("topic", "$[*]")),
                attack("Lucene in a value", () -> filter("document_type", "secret OR *:*")),
                attack("a Lucene field in a value", () -> filter("source", "filter.document_type:secret")),
                attack("a wildcard", () -> filter("document_type", "*")),
                attack("a SQL wildcard", () -> filter("document_type", "%")),
                attack("a setting of the database", () -> filter("manufacturer", "celeste.yacht_id")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("additions")
    void noSearchOfOneYachtShowsAnother(String name, Supplier<Map<String, Object>> addition) {
        for (Engine engine : ENGINES.both()) {
            var answer = engine.search(mine, SECRET, addition.get());

            assertThat(answer.status()).isIn(200, 400);
            assertNothingLeaks(answer);
        }
    }

    /** What the attacker types. */
    static Stream<Arguments> queries() {
        return Stream.of(
                attack("their yacht's id", () -> theirs),
                attack("their document's id", () -> theirDocument),
                attack("their chunk's id", () -> theirChunk),
                attack("their fault's id", () -> theirFault),
                attack("a key of the index", () -> "DOCUMENT_CHUNK:" + theirChunk),
                attack("a field of the index", () -> "yacht_id:" + theirs + " OR key:*"),
                attack("all documents", () -> "*:* OR (safe combination)"),
                attack("an open quote", () -> "\" OR yacht_id:\"" + theirs),
                attack("SQL", () -> "safe'; set celeste.yacht_id = '" + theirs + "'; --"),
                attack("SQL after a closed parameter", () -> "safe') union select content from document_chunks --"),
                attack("another header", () -> "safe\r\nX-Yacht-Id: " + theirs));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void nothingThatIsTypedIsMoreThanWords(String name, Supplier<Object> query) {
        for (Engine engine : ENGINES.both()) {
            for (String type : List.of("bm25", "vector", "hybrid")) {
                var answer = engine.search(mine, query.get().toString(), Map.of("search_type", type));

                assertThat(answer.status()).isEqualTo(200);
                assertNothingLeaks(answer);
            }
        }
    }

    @Test
    void aCachedAnswerOfOneYachtIsNotGivenToAnother() {
        for (Engine engine : ENGINES.both()) {
            assertThat(engine.search(theirs, SECRET).values("/content").getFirst())
                    .contains("combination");
            // What other tests stored may still be on its way into the index.
            await().atMost(PATIENCE)
                    .until(() -> engine.search(theirs, SECRET)
                            .body()
                            .at("/search_metadata/cache")
                            .asString()
                            .equals("hit"));
            assertNothingLeaks(engine.search(mine, SECRET));
        }
    }

    @Test
    void headersNameNoYacht() {
        var answer = ENGINES.lucene.send(HttpRequest.newBuilder(ENGINES.lucene.uri("/api/v1/search"))
                .header("Content-Type", "application/json")
                .header("X-Yacht-Id", theirs.toString())
                .header("X-Yacht-Signature", theirs.toString())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"query\":\"safe combination\",\"yacht_id\":\"" + mine + "\"}")));

        assertThat(answer.status()).isEqualTo(200);
        assertNothingLeaks(answer);
    }

    @Test
    void aYachtIdGivenTwiceIsRefused() {
        var answer = ENGINES.lucene.post(
                "/api/v1/search", "{\"query\":\"safe\",\"yacht_id\":\"" + mine + "\",\"yacht_id\":\"" + theirs + "\"}");

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "[\"%s\"]", "{\"value\":\"%s\"}", "\"%s' or true --\"", "null", "1", "\"\""})
    void aYachtIdIsOneUuidAndNothingElse(String written) {
        var answer = ENGINES.lucene.post(
                "/api/v1/search", "{\"query\":\"safe\",\"yacht_id\":" + written.formatted(theirs) + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("yacht_id");
        assertThat(answer.body().at("/detail").asString()).contains("UUID");
    }

    /** Addresses under which another yacht has something; {@code %s} is its id. */
    static Stream<Arguments> addresses() {
        return Stream.of(
                Arguments.of("GET", "/api/v1/jobs/%s", (Supplier<Object>) () -> theirJob),
                Arguments.of("GET", "/api/v1/jobs/%s", (Supplier<Object>) () -> theirDocument),
                Arguments.of("DELETE", "/api/v1/documents/%s", (Supplier<Object>) () -> theirDocument),
                Arguments.of("DELETE", "/api/v1/documents/%s", (Supplier<Object>) () -> theirChunk),
                Arguments.of("DELETE", "/api/v1/documents/%s", (Supplier<Object>) () -> theirFault));
    }

    /** Whether an id exists on another yacht is nobody's business: the two answers differ in the id alone. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("addresses")
    void whatIsAnothersAnswersAsWhatIsNowhere(String method, String path, Supplier<Object> id) {
        String nowhere = UUID.randomUUID().toString();
        for (Engine engine : ENGINES.both()) {
            var anothers = ask(engine, method, path.formatted(id.get()));
            var missing = ask(engine, method, path.formatted(nowhere));

            assertThat(anothers.status()).isEqualTo(404);
            assertThat(anothers.code()).isEqualTo("not_found");
            assertThat(missing.status()).isEqualTo(404);
            assertThat(comparable(anothers, id.get().toString())).isEqualTo(comparable(missing, nowhere));
            assertThat(new TreeSet<>(anothers.headers().map().keySet()))
                    .isEqualTo(new TreeSet<>(missing.headers().map().keySet()));
        }
        assertThat(ENGINES.lucene
                        .get("/api/v1/jobs/" + theirJob + "?yacht_id=" + theirs)
                        .status())
                .as("what is there for its own yacht is still there")
                .isEqualTo(200);
        assertThat(ENGINES.lucene.search(theirs, "safe combination").values("/document_id"))
                .contains(theirDocument.toString());
    }

    @Test
    void aListIsTheYachtsOwn() {
        assertThat(ENGINES.lucene
                        .get("/api/v1/documents?limit=500&yacht_id=" + mine)
                        .body()
                        .toString())
                .contains(myDocument.toString())
                .doesNotContain(theirDocument.toString(), "Theirs");
    }

    @Test
    void aDocumentThatClaimsToBeAnothersIsNot() {
        UUID planted = ENGINES.store(
                mine,
                "Planted",
                "## Planted\nThe purser keeps the keys to the tender garage.",
                Map.of(
                        "yacht_id", theirs.toString(),
                        "document_id", theirDocument.toString(),
                        "id", theirChunk.toString()));

        for (Engine engine : ENGINES.both()) {
            assertThat(engine.search(theirs, "keys tender garage").body().toString())
                    .doesNotContain("purser", planted.toString());
            assertThat(engine.search(mine, "keys tender garage").values("/document_id"))
                    .contains(planted.toString());
            assertThat(engine.search(mine, "keys tender garage", filter("document_id", theirDocument))
                            .values("/id"))
                    .isEmpty();
        }
    }

    @Test
    void theSameContentOnTwoYachtsIsTwoDocuments() {
        var one = ENGINES.lucene.submit(mine, "Shared", "## Same\nThe very same words on both yachts.", Map.of());
        var other = ENGINES.lucene.submit(theirs, "Shared", "## Same\nThe very same words on both yachts.", Map.of());

        assertThat(one.body().at("/document_ids/0")).isNotEqualTo(other.body().at("/document_ids/0"));
        assertThat(ENGINES.lucene
                        .delete("/api/v1/documents/"
                                + one.body().at("/document_ids/0").asString() + "?yacht_id=" + mine)
                        .status())
                .isEqualTo(204);
        await().atMost(PATIENCE)
                .until(() -> ENGINES.lucene
                        .search(theirs, "very same words")
                        .values("/metadata/title")
                        .contains("Shared"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "equipment",
                "parts",
                "faults",
                "work_orders",
                "locations",
                "documents",
                "document_chunks",
                "chunk_embeddings",
                "chunk_token_vectors",
                "chunk_vectors_bge_small_en_v15",
                "index_changes",
                "jobs",
                "search_queries",
                "workflow_runs",
                "workflow_steps",
                "yacht_wanted_spaces"
            })
    void rowLevelSecurityStandsBehindTheService(String table) {
        Long seen = service()
                .read(
                        mine,
                        jdbc -> jdbc.sql("select count(*) from " + table + " where yacht_id <> :mine")
                                .param("mine", mine.value())
                                .query(Long.class)
                                .single());

        assertThat(seen).isZero();
    }

    @Test
    void nothingCanBePlantedWithAnotherYacht() {
        assertThatThrownBy(() -> service()
                        .write(
                                mine,
                                jdbc -> jdbc.sql(
                                                "insert into faults (id, yacht_id, title) values (:id, :theirs, 'planted')")
                                        .param("id", UUID.randomUUID())
                                        .param("theirs", theirs.value())
                                        .update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void anUnknownYachtIsUnknownAndASuspendedOneRefused() {
        YachtId suspended = ENGINES.newYacht();
        UUID document = ENGINES.store(suspended, "Hull", "## Hull\nAntifouling each spring.", Map.of());
        for (Engine engine : ENGINES.both()) {
            engine.search(suspended, "antifouling");
        }
        ENGINES.setActive(suspended, false);
        for (Engine engine : ENGINES.both()) {
            await().atMost(PATIENCE)
                    .until(() -> engine.search(suspended, "antifouling").status() == 403);
            List<Engine.Answer> refusals = new ArrayList<>();
            refusals.add(engine.search(suspended, "antifouling"));
            refusals.add(engine.submit(suspended, "t", "text", Map.of()));
            refusals.add(engine.get("/api/v1/documents?yacht_id=" + suspended));
            refusals.add(engine.delete("/api/v1/documents/" + document + "?yacht_id=" + suspended));
            refusals.add(engine.get("/api/v1/jobs/" + UUID.randomUUID() + "?yacht_id=" + suspended));
            assertThat(refusals).allSatisfy(refusal -> {
                assertThat(refusal.status()).isEqualTo(403);
                assertThat(refusal.code()).isEqualTo("yacht_inactive");
                assertThat(refusal.body().toString()).doesNotContain("Antifouling");
            });

            YachtId nobody = new YachtId(UUID.randomUUID());
            assertThat(engine.search(nobody, "oil").status()).isEqualTo(404);
            assertThat(engine.search(nobody, "oil").code()).isEqualTo("unknown_yacht");
            assertThat(engine.submit(nobody, "t", "text", Map.of()).code()).isEqualTo("unknown_yacht");
            assertThat(engine.get("/api/v1/documents?yacht_id=" + nobody).code())
                    .isEqualTo("unknown_yacht");
        }
        ENGINES.setActive(suspended, true);
        ENGINES.both()
                .forEach(engine -> await().atMost(PATIENCE)
                        .until(() -> engine.search(suspended, "antifouling")
                                .values("/document_id")
                                .contains(document.toString())));
    }

    private static void assertNothingLeaks(Engine.Answer answer) {
        assertThat(answer.body().at("/results").toString())
                .doesNotContain(
                        "combination",
                        "would not open",
                        theirDocument.toString(),
                        theirChunk.toString(),
                        theirFault.toString());
        assertThat(answer.body().toString()).doesNotContain("kept under the teak", "would not open");
    }

    private static Engine.Answer ask(Engine engine, String method, String path) {
        return engine.send(HttpRequest.newBuilder(engine.uri(path + "?yacht_id=" + mine))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private static String comparable(Engine.Answer answer, String id) {
        String requestId = answer.body().at("/request_id").asString();
        return answer.body().toString().replace(id, "ID").replace(requestId, "REQUEST");
    }

    private static TenantTransactions service() {
        String url = ((DriverManagerDataSource) Objects.requireNonNull(ENGINES.owner.getDataSource())).getUrl();
        return new TenantTransactions(
                new DriverManagerDataSource(String.valueOf(url), Engines.LOGIN, Engines.PASSWORD));
    }

    private static Map<String, Object> filter(String name, Object value) {
        return Map.of("filters", Map.of(name, List.of(value.toString())));
    }

    private static Arguments attack(String name, Supplier<?> what) {
        return Arguments.of(name, what);
    }
}
