package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.search.sandbox.FakeE2b;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of workflows as callers see them, done by either of two instances. */
class WorkflowIT {

    private static final String LOGIN = "running_service";
    private static final String PASSWORD = "secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> SUBJECTS =
            List.of("gangway watches", "stabiliser seal", "purifier belt", "anchor windlass", "galley extractor");

    private static final FakeEmbeddings EMBEDDINGS = new FakeEmbeddings();
    private static final FakeE2b SANDBOXES = new FakeE2b();
    private static final FakeAnswers ANSWERS = new FakeAnswers();
    private static DriverManagerDataSource source;
    private static JdbcTemplate owner;
    private static Engine lucene;
    private static Engine pgvector;
    private final YachtId yacht = new YachtId(UUID.randomUUID());

    @BeforeAll
    static void engines() {
        var database = ThrowawayPostgres.shared().newDatabase();
        source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, LOGIN, PASSWORD);
        owner = new JdbcTemplate(source);
        lucene = new Engine(properties(database.jdbcUrl(), "lucene"));
        pgvector = new Engine(properties(database.jdbcUrl(), "pgvector"));
    }

    @AfterAll
    static void end() {
        lucene.close();
        pgvector.close();
        EMBEDDINGS.end();
        ANSWERS.end();
        SANDBOXES.close();
    }

    @BeforeEach
    void aYacht() {
        newYacht(yacht);
        SANDBOXES.mode = FakeE2b.Mode.RUNS;
        EMBEDDINGS.notYet = "";
        EMBEDDINGS.largeLeft.set(Integer.MAX_VALUE);
    }

    @Test
    void documentsAreStoredEmbeddedAndFound() {
        String run = begin("ingest", Map.of("documents", List.of(document("gangway watches"))));

        JsonNode done = succeeded(run);

        assertThat(done.at("/result/document_ids")).hasSize(1);
        assertThat(done.at("/result/job/status").asString()).isEqualTo("succeeded");
        assertThat(steps(done)).containsExactly("store succeeded", "embed succeeded");
        assertThat(done.at("/steps/0/started_at").asString()).isNotEmpty();
        await().atMost(PATIENCE).until(() -> titles(lucene, "gangway watches").contains("gangway watches"));

        String again =
                begin("ingest", Map.of("job_id", done.at("/result/job_id").asString()));
        assertThat(succeeded(again).at("/result/job/status").asString()).isEqualTo("succeeded");
    }

    @Test
    void judgedQuestionsAreAskedAndScored() {
        JsonNode stored = succeeded(begin(
                "ingest",
                Map.of("documents", SUBJECTS.stream().map(WorkflowIT::document).toList())));
        List<Map<String, Object>> questions = new ArrayList<>();
        for (int i = 0; i < SUBJECTS.size(); i++) {
            questions.add(Map.of(
                    "query",
                    SUBJECTS.get(i),
                    "relevant",
                    List.of(stored.at("/result/document_ids/" + i).asString())));
        }
        questions.add(Map.of(
                "query",
                "gangway watches",
                "relevant",
                List.of(UUID.randomUUID().toString())));

        JsonNode result =
                succeeded(begin("evaluate", Map.of("questions", questions))).at("/result");

        assertThat(result.path("questions").asInt()).isEqualTo(6);
        assertThat(result.path("ndcg_at_10").asDouble()).isBetween(0.8, 0.84);
        assertThat(result.path("recall_at_10").asDouble()).isBetween(0.8, 0.84);
        assertThat(result.path("mrr").asDouble()).isBetween(0.8, 0.84);
        assertThat(result.path("p95_ms").asDouble())
                .isGreaterThanOrEqualTo(result.path("p50_ms").asDouble());
        assertThat(result.at("/per_question")).hasSize(6);
        assertThat(result.at("/per_question/5/scores/recall_at_10").asDouble()).isZero();
    }

    @Test
    void codeIsRunInASandboxThatSeesWhatTheInputNames() {
        JsonNode done = succeeded(begin(
                "code", Map.of("code", "print(5)", "input", Map.of("hours", List.of(1, 2), "name", "O'Brien \"x\""))));

        assertThat(done.at("/result/stdout").asString()).isEqualTo("fünf ⚓ 5\n");
        assertThat(done.at("/result/text").asString()).isEqualTo("25");
        JsonNode sent = SANDBOXES.executed.getLast();
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(sent.at("/env_vars/INPUT_BASE64").asString()),
                        StandardCharsets.UTF_8))
                .satisfies(json ->
                        assertThat(JSON.readTree(json).path("name").asString()).isEqualTo("O'Brien \"x\""));
        assertThat(sent.toString()).doesNotContain(yacht.toString());
        assertThat(SANDBOXES.living).isEmpty();
        assertThat(done.toString()).doesNotContain(FakeE2b.KEY, FakeE2b.ACCESS_TOKEN, FakeE2b.TRAFFIC_TOKEN);
    }

    @Test
    void codeThatFailsFailsItsRunAndCodeThatHangsCanBeCancelled() {
        SANDBOXES.mode = FakeE2b.Mode.FAILS;
        JsonNode failed = ended(begin("code", Map.of("code", "1/0")));
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.at("/error/code").asString()).isEqualTo("code_failed");
        assertThat(failed.at("/error/message").asString()).contains("ZeroDivisionError");

        SANDBOXES.mode = FakeE2b.Mode.HANGS;
        String run = begin("code", Map.of("code", "wait()"));
        await().atMost(PATIENCE).until(() -> !SANDBOXES.living.isEmpty());
        var cancelled = lucene.post("/api/v1/workflows/runs/" + run + "/cancel?yacht_id=" + yacht, "");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(ended(run).path("status").asString()).isEqualTo("cancelled");
        assertThat(SANDBOXES.living).isEmpty();
        assertThat(lucene.post("/api/v1/workflows/runs/" + run + "/cancel?yacht_id=" + yacht, "")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void anAnswerIsFiledWithWhatItCitesAndSaysThatItWasMade() {
        SANDBOXES.stdout = "250 hours\n";
        JsonNode done;
        try {
            done = succeeded(begin(
                    "answer-and-file",
                    Map.of(
                            "question", "What is greased every {{output}}?",
                            "metadata", Map.of("system", "propulsion", "generated", "false"),
                            "code", Map.of("code", "print(250)"))));
        } finally {
            SANDBOXES.stdout = "fünf ⚓ 5\n";
        }

        assertThat(steps(done)).containsExactly("code succeeded", "ask succeeded", "file succeeded", "embed succeeded");
        JsonNode asked = ANSWERS.asked.getLast();
        assertThat(asked.path("query").asString()).isEqualTo("What is greased every 250 hours?");
        assertThat(asked.path("yacht_id").asString()).isEqualTo(yacht.toString());
        var stored = owner.queryForMap(
                "select title, body, metadata::text as metadata from documents where yacht_id = ?", yacht.value());
        assertThat(stored.get("title")).isEqualTo("Answer: What is greased every 250 hours?");
        assertThat(String.valueOf(stored.get("body")))
                .contains("no original document", "sentences of the passages", "[1]", "\"every 250 hours\"");
        JsonNode metadata = JSON.readTree(String.valueOf(stored.get("metadata")));
        assertThat(metadata.path("generated").asString()).isEqualTo("true");
        assertThat(metadata.path("generated_by").asString()).isEqualTo("quotation");
        assertThat(metadata.path("document_type").asString()).isEqualTo("generated_answer");
        assertThat(metadata.path("system").asString()).isEqualTo("propulsion");
        assertThat(metadata.at("/cites/0").asString()).isEqualTo(ANSWERS.passage.toString());
        assertThat(metadata.at("/cites_documents/0").asString()).isEqualTo(ANSWERS.document.toString());
        assertThat(metadata.path("workflow_run").asString())
                .isEqualTo(done.path("run_id").asString());

        ANSWERS.silent = true;
        try {
            JsonNode nothing = ended(begin("answer-and-file", Map.of("question", "what is there not?")));
            assertThat(nothing.at("/error/code").asString()).isEqualTo("no_answer");
        } finally {
            ANSWERS.silent = false;
        }
    }

    @Test
    void aYachtMovesToAnotherSpaceWhileItIsSearched() throws Exception {
        succeeded(begin(
                "ingest",
                Map.of("documents", SUBJECTS.stream().map(WorkflowIT::document).toList())));
        YachtId other = new YachtId(UUID.randomUUID());
        newYacht(other);
        store(other, "tender davit");
        for (Engine engine : both()) {
            await().atMost(PATIENCE).until(() -> whole(engine, SUBJECTS.getFirst(), FakeEmbeddings.DIMENSIONS));
        }
        int old = vectors(yacht, "bge-small-en-v1.5");
        assertThat(old).isEqualTo(SUBJECTS.size());

        AtomicBoolean done = new AtomicBoolean();
        List<String> wrong = new CopyOnWriteArrayList<>();
        List<Thread> callers = both().stream()
                .map(engine -> Thread.ofVirtual().start(() -> {
                    for (int turn = 0; !done.get(); turn++) {
                        String subject = SUBJECTS.get(turn % SUBJECTS.size());
                        var answer = ask(engine, yacht, subject + " " + turn);
                        if (answer.status() != 200
                                || !answer.values("/metadata/title").contains(subject)
                                || answer.values("/id").size() != SUBJECTS.size()
                                || !answer.degraded().isEmpty()) {
                            wrong.add(answer.toString());
                        }
                    }
                }))
                .toList();
        JsonNode moved;
        try {
            String run = begin("re-embed", Map.of("model", FakeEmbeddings.LARGE_MODEL));
            assertThat(pgvector.post("/api/v1/workflows/re-embed/runs", body(Map.of()))
                            .status())
                    .as("one at a time")
                    .isEqualTo(409);
            moved = succeeded(run);
            for (Engine engine : both()) {
                await().atMost(PATIENCE)
                        .until(() -> whole(engine, SUBJECTS.getFirst(), FakeEmbeddings.LARGE_DIMENSIONS));
            }
        } finally {
            done.set(true);
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(wrong).isEmpty();
        assertThat(moved.at("/result/from").asString()).isEqualTo("bge-small-en-v1.5");
        assertThat(moved.at("/result/to").asString()).isEqualTo(FakeEmbeddings.LARGE_MODEL);
        assertThat(moved.at("/result/embedded").asInt()).isEqualTo(SUBJECTS.size());
        assertThat(vectors(yacht, "bge-small-en-v1.5")).isZero();
        assertThat(vectors(yacht, FakeEmbeddings.LARGE_MODEL)).isEqualTo(SUBJECTS.size());
        assertThat(owner.queryForObject(
                        "select count(*) from chunk_vectors_bge_small_en_v15 where yacht_id = ?",
                        Integer.class,
                        yacht.value()))
                .isZero();
        // Nobody else has moved, and what is stored from now on is in the new space alone.
        assertThat(vectors(other, "bge-small-en-v1.5")).isEqualTo(1);
        assertThat(vectors(other, FakeEmbeddings.LARGE_MODEL)).isZero();
        store(yacht, "radar magnetron");
        assertThat(vectors(yacht, "bge-small-en-v1.5")).isZero();

        // And back to where the fleet is.
        assertThat(succeeded(begin("re-embed", Map.of())).at("/result/to").asString())
                .isEqualTo("bge-small-en-v1.5");
        for (Engine engine : both()) {
            await().atMost(PATIENCE).until(() -> whole(engine, "radar magnetron", FakeEmbeddings.DIMENSIONS));
        }
        assertThat(vectors(yacht, FakeEmbeddings.LARGE_MODEL)).isZero();
    }

    @Test
    void aMoveThatIsCancelledOrCannotBeLeavesTheYachtWhereItWas() {
        store(yacht, "purifier belt");
        EMBEDDINGS.notYet = FakeEmbeddings.LARGE_MODEL;
        String run = begin("re-embed", Map.of("model", FakeEmbeddings.LARGE_MODEL));
        // It waits for a model that is not there yet.
        await().atMost(PATIENCE)
                .until(() -> !report(run).at("/steps/0/error").asString("").isEmpty());
        lucene.post("/api/v1/workflows/runs/" + run + "/cancel?yacht_id=" + yacht, "");
        assertThat(ended(run).path("status").asString()).isEqualTo("cancelled");

        assertThat(owner.queryForList("select space from yacht_wanted_spaces where yacht_id = ?", yacht.value()))
                .isEmpty();
        assertThat(vectors(yacht, FakeEmbeddings.LARGE_MODEL)).isZero();
        assertThat(vectors(yacht, "bge-small-en-v1.5")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> !titles(lucene, "purifier belt").isEmpty());

        EMBEDDINGS.notYet = "";
        EMBEDDINGS.largeLeft.set(1);
        String begun = begin("re-embed", Map.of("model", FakeEmbeddings.LARGE_MODEL));
        await().atMost(PATIENCE)
                .until(() -> report(begun).at("/steps/1/status").asString().equals("running"));
        assertThat(owner.queryForList(
                        "select space from yacht_wanted_spaces where yacht_id = ?", String.class, yacht.value()))
                .containsExactly(FakeEmbeddings.LARGE_MODEL);
        assertThat(titles(pgvector, "purifier belt")).containsExactly("purifier belt");
        pgvector.post("/api/v1/workflows/runs/" + begun + "/cancel?yacht_id=" + yacht, "");
        assertThat(ended(begun).path("status").asString()).isEqualTo("cancelled");
        assertThat(owner.queryForList("select space from yacht_wanted_spaces where yacht_id = ?", yacht.value()))
                .isEmpty();
        assertThat(vectors(yacht, FakeEmbeddings.LARGE_MODEL)).isZero();
        EMBEDDINGS.largeLeft.set(Integer.MAX_VALUE);

        JsonNode taken =
                ended(begin("re-embed", Map.of("model", FakeEmbeddings.LARGE_MODEL, "space", "bge-small-en-v1.5")));
        assertThat(taken.at("/error/code").asString()).isEqualTo("space_taken");
        assertThat(vectors(yacht, "bge-small-en-v1.5")).isEqualTo(1);
    }

    @Test
    void aRunIsToldAsItGoesOnAndAtItsEnd() throws Exception {
        String run = begin("ingest", Map.of("documents", List.of(document("galley extractor"))));

        HttpResponse<Stream<String>> events = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        lucene.uri("/api/v1/workflows/runs/" + run + "/events?yacht_id=" + yacht))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());

        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        List<String> lines = events.body().toList();
        List<String> names =
                lines.stream().filter(line -> line.startsWith("event: ")).toList();
        assertThat(names).filteredOn("event: complete"::equals).hasSize(1);
        assertThat(names.getLast()).isEqualTo("event: complete");
        assertThat(names).filteredOn("event: step"::equals).hasSizeGreaterThanOrEqualTo(2);
        String last = lines.stream()
                .filter(line -> line.startsWith("data: "))
                .toList()
                .getLast();
        assertThat(JSON.readTree(last.substring(6)).path("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void theSameKeyBeginsOneRun() {
        Map<String, Object> input = Map.of("documents", List.of(document("anchor windlass")));
        var first = keyed("7f3a", input);
        var again = keyed("7f3a", input);
        var other = keyed("7f3a", Map.of("documents", List.of(document("purifier belt"))));

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body().path("run_id")).isEqualTo(first.body().path("run_id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void anotherYachtsRunIsNowhere() {
        String run = begin("ingest", Map.of("documents", List.of(document("stabiliser seal"))));
        YachtId stranger = new YachtId(UUID.randomUUID());
        newYacht(stranger);
        for (String path : List.of("", "/events")) {
            var anothers = lucene.get("/api/v1/workflows/runs/" + run + path + "?yacht_id=" + stranger);
            assertThat(anothers.status()).isEqualTo(404);
            assertThat(anothers.code()).isEqualTo("not_found");
        }
        assertThat(lucene.post("/api/v1/workflows/runs/" + run + "/cancel?yacht_id=" + stranger, "")
                        .status())
                .isEqualTo(404);
        assertThat(lucene.get("/api/v1/workflows/runs?yacht_id=" + stranger)
                        .body()
                        .path("runs"))
                .isEmpty();
        assertThat(lucene.get("/api/v1/workflows/runs?yacht_id=" + yacht)
                        .body()
                        .at("/runs/0/run_id")
                        .asString())
                .isEqualTo(run);
        JsonNode mine = succeeded(run);

        // Their job, their document: nothing of them can be reached through an input either.
        var theirJob = lucene.post(
                "/api/v1/workflows/ingest/runs",
                JSON.writeValueAsString(Map.of(
                        "yacht_id",
                        stranger.toString(),
                        "input",
                        Map.of("job_id", mine.at("/result/job_id").asString()))));
        assertThat(theirJob.status()).isEqualTo(404);
        String judged = begin(
                stranger,
                "evaluate",
                Map.of(
                        "questions",
                        List.of(Map.of(
                                "query",
                                "stabiliser seal",
                                "relevant",
                                List.of(mine.at("/result/document_ids/0").asString())))));
        assertThat(ended(stranger, judged).at("/result/recall_at_10").asDouble())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ingest          | {}                                            | 400 | input",
                "ingest          | {\"documents\": []}                           | 400 | input.documents",
                "ingest          | {\"documents\": [{\"title\": \"x\"}]}          | 400 | input.documents[0].text",
                "ingest          | {\"documents\": [{\"title\": 1}]}              | 400 | input.documents[0].title",
                "ingest          | {\"documents\": [null]}                       | 400 | input.documents[0]",
                "ingest          | {\"job_id\": \"nobody\"}                      | 400 | input.job_id",
                "ingest          | []                                            | 400 | input",
                "evaluate        | {\"questions\": [{\"query\": \"x\"}]}          | 400 | input.questions[0].relevant",
                "evaluate        | {\"questions\": [{\"query\": \"\", \"relevant\": []}]} | 400 |",
                "code            | {\"code\": \"\"}                               | 400 | input.code",
                "code            | {\"code\": \"x\", \"language\": \"cobol\"}     | 400 | input.language",
                "code            | {\"code\": \"x\", \"timeout_seconds\": 9999}   | 400 | input.timeout_seconds",
                "answer-and-file | {\"question\": \"x\", \"code\": {\"code\": \"y\"}} | 400 | input.question",
                "answer-and-file | {\"question\": \"x\", \"metadata\": {\"a\": 1}} | 400 | input.metadata.a",
                "re-embed        | {\"model\": 7}                                 | 400 | input.model",
                "re-embed        | {\"space\": \"Not/One\"}                       | 400 | input.space",
                "format-disk     | {}                                            | 404 |"
            })
    void aWrongInputIsToldByItsField(String name, String input, int status, String field) {
        var answer = lucene.post(
                "/api/v1/workflows/" + name + "/runs", "{\"yacht_id\":\"" + yacht + "\",\"input\":" + input + "}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (field != null) {
            assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
        }
        assertThat(lucene.get("/api/v1/workflows/runs?yacht_id=" + yacht).body().path("runs"))
                .isEmpty();
    }

    @Test
    void theWorkflowsAreListedWithTheirInputs() {
        JsonNode workflows = lucene.get("/api/v1/workflows").body().path("workflows");

        assertThat(workflows.valueStream().map(each -> each.path("name").asString()))
                .containsExactly("answer-and-file", "code", "evaluate", "ingest", "re-embed");
        assertThat(workflows
                        .valueStream()
                        .allMatch(each -> each.path("available").asBoolean()))
                .isTrue();
    }

    @Test
    void whatIsNotConfiguredSaysWhatToSet() {
        Engine bare = Engines.shared().lucene;
        YachtId there = Engines.shared().newYacht();
        var code = bare.post(
                "/api/v1/workflows/code/runs", "{\"yacht_id\":\"" + there + "\",\"input\":{\"code\":\"print(1)\"}}");

        assertThat(code.status()).isEqualTo(409);
        assertThat(code.body().path("detail").asString()).contains("E2B_API_KEY", "only ever run in a remote sandbox");
        assertThat(bare.get("/api/v1/workflows")
                        .body()
                        .at("/workflows/1/missing")
                        .asString())
                .contains("E2B_API_KEY");
    }

    private static List<Engine> both() {
        return List.of(lucene, pgvector);
    }

    private static void newYacht(YachtId id) {
        new YachtRegistry(source).save(id, "M/Y", ZoneOffset.UTC, new Signature(id.toString()), false);
        for (Engine engine : both()) {
            await().atMost(PATIENCE)
                    .until(() -> engine.search(id, "anything", Map.of("search_type", "bm25"))
                                    .status()
                            == 200);
        }
    }

    private static Map<String, Object> document(String subject) {
        return Map.of("title", subject, "text", "All there is to know of the " + subject + ".");
    }

    private void store(YachtId id, String subject) {
        ended(id, begin(id, "ingest", Map.of("documents", List.of(document(subject)))));
    }

    private int vectors(YachtId of, String space) {
        return owner.queryForObject(
                "select count(*) from chunk_embeddings where yacht_id = ? and space = ?",
                Integer.class,
                of.value(),
                space);
    }

    private static Engine.Answer ask(Engine engine, YachtId id, String query) {
        return engine.search(id, query, Map.of("search_type", "vector", "rerank", false));
    }

    private List<String> titles(Engine engine, String query) {
        return ask(engine, yacht, query).values("/metadata/title");
    }

    private boolean whole(Engine engine, String subject, int dimensions) {
        var answer = ask(engine, yacht, subject);
        String model = dimensions == FakeEmbeddings.LARGE_DIMENSIONS ? FakeEmbeddings.LARGE_MODEL : "bge-small-en-v1.5";
        return answer.status() == 200
                && answer.degraded().isEmpty()
                && answer.body()
                        .at("/search_metadata/models/embedding")
                        .asString("")
                        .equals(model)
                && answer.values("/metadata/title").contains(subject);
    }

    private String begin(String name, Map<String, Object> input) {
        return begin(yacht, name, input);
    }

    private static String begin(YachtId id, String name, Map<String, Object> input) {
        var answer = lucene.post(
                "/api/v1/workflows/" + name + "/runs",
                JSON.writeValueAsString(Map.of("yacht_id", id.toString(), "input", input)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.body().path("status").asString()).isIn("queued", "running", "succeeded");
        return answer.body().path("run_id").asString();
    }

    private String body(Map<String, Object> input) {
        return JSON.writeValueAsString(Map.of("yacht_id", yacht.toString(), "input", input));
    }

    private Engine.Answer keyed(String key, Map<String, Object> input) {
        return lucene.send(HttpRequest.newBuilder(lucene.uri("/api/v1/workflows/ingest/runs"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body(input))));
    }

    private JsonNode report(String run) {
        return report(yacht, run);
    }

    private static JsonNode report(YachtId id, String run) {
        return pgvector.get("/api/v1/workflows/runs/" + run + "?yacht_id=" + id).body();
    }

    private JsonNode ended(String run) {
        return ended(yacht, run);
    }

    private static JsonNode ended(YachtId id, String run) {
        return await().atMost(PATIENCE).until(() -> report(id, run), each -> each.has("ended_at"));
    }

    private JsonNode succeeded(String run) {
        JsonNode report = ended(run);
        assertThat(report.path("status").asString()).as(report.toString()).isEqualTo("succeeded");
        return report;
    }

    private static List<String> steps(JsonNode report) {
        return report.path("steps")
                .valueStream()
                .map(each ->
                        each.path("name").asString() + " " + each.path("status").asString())
                .toList();
    }

    private static Map<String, String> properties(String url, String backend) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", LOGIN);
        properties.put("spring.datasource.password", PASSWORD);
        properties.put("search.embedding.url", EMBEDDINGS.url());
        properties.put("search.vector.backend", backend);
        properties.put("search.vector.exact-below", "0");
        properties.put("search.lexical.exact-vectors", "0");
        properties.put("search.workflow.look-every", "100ms");
        properties.put("search.workflow.stream-every", "100ms");
        properties.put("search.workflow.first-pause", "100ms");
        properties.put("search.workflow.keep-old-vectors", "3s");
        properties.put("search.workflow.answer-url", ANSWERS.url());
        properties.put("search.sandbox.api-key", FakeE2b.KEY);
        properties.put("search.sandbox.api-url", SANDBOXES.url());
        properties.put("search.sandbox.address", SANDBOXES.address());
        return properties;
    }
}
