package io.celesteos.stack;

import static io.celesteos.stack.RunningStack.DEMO;
import static io.celesteos.stack.RunningStack.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.bench.quality.DemoQuality;
import io.celesteos.stack.RunningStack.Transcript;
import io.celesteos.stack.cli.CelesteCommandAccess;
import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackAddresses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.testbed.clients.NodeClients;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * The whole suite: the real jars, started by the command that people type, asked over HTTP. The first part runs
 * {@code up} in this JVM; the last one the {@code ./celeste} script, on the state the first left behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path STATE = Path.of("target", "e2e-state").toAbsolutePath();
    private static final StackLayout LAYOUT = new StackLayout(HOME, STATE);

    private static RunningStack stack;
    private static Transcript transcript;
    private static Thread supervisor;
    private static final CompletableFuture<Integer> exit = new CompletableFuture<>();

    @BeforeAll
    static void up() throws Exception {
        celeste("reset");
        stack = new RunningStack(RunningStack.freeBasePort());
        transcript = new Transcript("Ready.");
        PrintStream out = new PrintStream(transcript, true, StandardCharsets.UTF_8);
        supervisor = Thread.ofPlatform()
                .start(() -> exit.complete(CelesteCommandAccess.execute(
                        LAYOUT,
                        new Terminal(out, false, false),
                        "up",
                        "--base-port",
                        Integer.toString(stack.basePort()))));
        exit.thenAccept(code -> transcript.writeBytes("Ready.".getBytes(StandardCharsets.UTF_8)));

        assertThat(transcript.await(Duration.ofMinutes(8))).isTrue();
        assertThat(exit).as(transcript.toString(StandardCharsets.UTF_8)).isNotDone();
    }

    @AfterAll
    static void downWhateverHappened() {
        supervisor.interrupt();
        exit.join();
        celeste("down");
    }

    /** Token vectors, which reranking needs, are still being made for a minute or two after a first start. */
    private static void assertNothingLacks(JsonNode answer) {
        assertThat(answer.at("/metadata/degraded").valueStream().map(JsonNode::asString))
                .as(answer.toString())
                .isSubsetOf("rerank_unavailable", "rerank_incomplete");
    }

    private static String celeste(String... arguments) {
        var bytes = new java.io.ByteArrayOutputStream();
        CelesteCommandAccess.execute(
                LAYOUT, new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false), arguments);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void theDemoYachtHasAtLeastFifteenHundredChunksEachWithItsVector() {
        var database = new JdbcTemplate(new DriverManagerDataSource(
                StackAddresses.read(LAYOUT.run()).orElseThrow().jdbcUrl(), "postgres", ""));
        String chunks = "select count(*) from document_chunks c join yachts y on y.id = c.yacht_id where y.id = '"
                + "00000000-0000-4000-8000-000000000001'::uuid";

        assertThat(database.queryForObject(chunks, Integer.class)).isGreaterThanOrEqualTo(1500);
        assertThat(database.queryForObject(
                        chunks + " and not exists (select from chunk_embeddings e where e.chunk_id = c.id)",
                        Integer.class))
                .isZero();
        for (String table : List.of("equipment", "locations", "parts", "faults", "work_orders")) {
            assertThat(database.queryForObject("select bool_and(demo) and count(*) > 30 from " + table, Boolean.class))
                    .as(table)
                    .isTrue();
        }
    }

    @Test
    @Order(1)
    void aFaultCodeIsDecodedAndItsPagesAreFound() throws Exception {
        JsonNode answer = stack.ask(DEMO, "Gen 2 SPN 4364 FMI 2");

        JsonNode code = answer.at("/entities/fault_codes/0");
        assertThat(code.at("/standard").asString()).isEqualTo("J1939");
        assertThat(code.at("/spn").asInt()).isEqualTo(4364);
        assertThat(code.at("/description").asString()).contains("SCR Conversion Efficiency");
        assertThat(answer.at("/entities/equipment/0/type").asString()).isEqualTo("generator");
        assertThat(answer.at("/entities/equipment/0/equipment_id").asString()).hasSize(36);
        assertThat(answer.at("/intent/primary").asString()).isEqualTo("diagnose_fault");
        assertNothingLacks(answer);
        JsonNode first = answer.at("/results/0");
        assertThat(first.toString()).contains("4364");
        assertThat(first.at("/actions").isEmpty()).isFalse();
        assertThat(first.at("/score").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    @Order(1)
    void everyResultOfAHybridSearchSaysWhereItCameFrom() throws Exception {
        var answer = stack.post("/api/v1/search", DEMO, "{\"query\":\"CAT 3512 overheating\",\"top_k\":20}");

        JsonNode search = RunningStack.tree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(search.at("/search_metadata/bm25_results").asInt()).isPositive();
        assertThat(search.at("/search_metadata/vector_results").asInt()).isPositive();
        assertThat(search.at("/results").size()).isEqualTo(20);
        assertThat(search.at("/results/0/highlights").isEmpty()).isFalse();
        assertThat(search.at("/results/0/snippet").asString()).contains("<mark>");
        assertThat(answer.headers().firstValue("Server-Timing"))
                .hasValueSatisfying(t -> assertThat(t).contains("total;dur="));
        assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1);
    }

    @Test
    @Order(1)
    void wordsThatNoDocumentHasAreFoundByMeaning() throws Exception {
        var answer = stack.post(
                "/api/v1/search",
                DEMO,
                "{\"query\":\"engine running too hot what should I look at\",\"search_type\":\"vector\",\"top_k\":5}");

        assertThat(RunningStack.tree(answer.body()).at("/results").toString().toLowerCase(java.util.Locale.ROOT))
                .containsAnyOf("overheat", "coolant", "jacket water");
    }

    @Test
    @Order(1)
    void theStreamGivesResultsThenAnExtractiveAnswerWithCitations() throws Exception {
        var answer = stack.get("/api/v1/stream?query=stabiliser%20B%20oil%20leak", DEMO);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("text/event-stream"));
        List<String> events = answer.body()
                .lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6).strip())
                .toList();
        assertThat(events)
                .startsWith("start")
                .endsWith("complete")
                .contains("result", "entities", "llm_chunk", "citations");
        assertThat(events.stream().filter(e -> e.equals("start") || e.equals("complete") || e.equals("error")))
                .hasSize(2);
        assertThat(answer.body()).contains("extractive").containsIgnoringCase("stabiliser");
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"wrong", "", "demo-yacht-signature ", "DEMO-YACHT-SIGNATURE", "' or 1=1 --"})
    void aWrongSignatureIsRefused(String signature) throws Exception {
        var answer = stack.post(
                "/webhook/search", "", RunningStack.json(Map.of("query", "oil", "yacht_signature", signature)));

        assertThat(answer.statusCode()).isIn(401, 429);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "Meridian",
                "MTU 12V 2000 overheating",
                "Quantum stabiliser",
                "watermaker salinity",
                "Kohler generator",
                "hurricane",
                "oil leak",
                "SPN 110",
                "handover"
            })
    void neitherYachtEverSeesTheOthersDocuments(String query) throws Exception {
        Set<String> celeste = ids(DEMO, query);
        Set<String> meridian = ids(SECOND, query);

        assertThat(meridian).isNotEmpty().doesNotContainAnyElementsOf(celeste);
        var database = new JdbcTemplate(new DriverManagerDataSource(
                StackAddresses.read(LAYOUT.run()).orElseThrow().jdbcUrl(), "postgres", ""));
        for (String id : meridian) {
            assertThat(owner(database, id)).as(query).isEqualTo("00000000-0000-4000-8000-000000000002");
        }
        for (String id : celeste) {
            assertThat(owner(database, id)).as(query).isEqualTo("00000000-0000-4000-8000-000000000001");
        }
    }

    private static Set<String> ids(String signature, String query) throws Exception {
        Set<String> ids = new HashSet<>();
        stack.ask(signature, query)
                .at("/results")
                .forEach(hit -> ids.add(hit.at("/id").asString()));
        return ids;
    }

    private static String owner(JdbcTemplate database, String id) {
        return database.queryForObject(
                "select yacht_id::text from (select id, yacht_id from document_chunks union all"
                        + " select id, yacht_id from equipment union all select id, yacht_id from parts union all"
                        + " select id, yacht_id from faults union all select id, yacht_id from work_orders) r"
                        + " where id = ?::uuid",
                String.class,
                id);
    }

    /** The first 150 of the test questions by the hash of their ids: which they are depends on no result. */
    @Test
    @Order(1)
    void theFirstHitIsTheRightPageFarMoreOftenThanTheOldWorkflowsWas() throws Exception {
        var owner = new DriverManagerDataSource(
                StackAddresses.read(LAYOUT.run()).orElseThrow().jdbcUrl(), "postgres", "");

        DemoQuality.Figures figures = DemoQuality.measure(
                HOME.resolve("demo"),
                150,
                URI.create("http://localhost:" + (stack.basePort() + 1)),
                URI.create("http://localhost:" + (stack.basePort() + 2)),
                owner);

        assertThat(figures.first()).as(figures.toString()).isGreaterThanOrEqualTo(0.78);
        assertThat(figures.first()).as(figures.toString()).isGreaterThanOrEqualTo(1.2 * figures.baseline());
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of("{\"query\": \"oil", 400, "malformed_json", null),
                Arguments.of("[]", 400, "malformed_json", null),
                Arguments.of("{}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": null}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": \"   \"}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": 42}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": [\"oil\"]}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": \"" + "x".repeat(2001) + "\"}", 400, "query_too_long", "query"),
                Arguments.of("{\"query\": \"oil\\u0000leak\"}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": \"oil\\u001bleak\"}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": \"\\ud83d\\ude00\\ud83d\\udd25\"}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": \"oil \\ud83d leak\"}", 400, "invalid_request", "query"),
                Arguments.of("{\"query\": \"oil\", \"top_k\": \"many\"}", 400, "invalid_request", "top_k"),
                Arguments.of("{\"query\": \"oil\", \"top_k\": 0}", 400, "invalid_request", "top_k"),
                Arguments.of("{\"query\": \"oil\", \"yacht_id\": \"not-a-uuid\"}", 400, "invalid_request", "yacht_id"),
                Arguments.of(
                        "{\"query\": \"oil\", \"yacht_id\": \"00000000-0000-4000-8000-000000000002\"}",
                        403,
                        "forbidden",
                        null),
                Arguments.of(
                        "{\"query\": \"oil\", \"yacht_id\": \"00000000-0000-4000-8000-00000000dead\"}",
                        403,
                        "forbidden",
                        null));
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("badInput")
    void badInputIsAProblemDocumentAndTheNextRequestWorks(String body, int status, String code, String field)
            throws Exception {
        var answer = stack.post("/webhook/search", DEMO, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = RunningStack.tree(answer.body());
        assertThat(problem.at("/code").asString()).isEqualTo(code);
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/request_id").asString()).isNotEmpty();
        if (field != null) {
            assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
            assertThat(problem.at("/errors/0/message").asString()).isNotBlank();
        }
        assertThat(stack.ask(DEMO, "oil leak").at("/results").isEmpty()).isFalse();
    }

    @Test
    @Order(1)
    void emojiBesideWordsAreNoProblem() throws Exception {
        assertThat(stack.ask(DEMO, "🔥 main engine overheating").at("/results").isEmpty())
                .isFalse();
    }

    @Test
    @Order(1)
    void theHealthOfEverythingIsSeenAtTheDoor() throws Exception {
        JsonNode health = RunningStack.tree(stack.get("/health", "").body());

        assertThat(health.at("/status").asString()).isEqualTo("healthy");
        assertThat(health.at("/service").asString()).isEqualTo("gateway");
        assertThat(health.at("/dependencies/search-engine").asString()).isEqualTo("healthy");
        assertThat(celeste("status")).contains("embedding-service").doesNotContain("no answer");
    }

    /** {@code src/test/clients/console.mjs}; its pictures are kept for people to look at. */
    @Test
    @Order(1)
    void theConsoleWorksInARealBrowser() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "console"));

        JsonNode outcomes = RunningStack.tree(NodeClients.install()
                .run(
                        Duration.ofMinutes(4),
                        "console.mjs",
                        NodeClients.browser(),
                        "http://localhost:" + stack.basePort(),
                        DEMO,
                        SECOND,
                        pictures.toAbsolutePath().toString()));

        assertThat(outcomes.size()).isGreaterThan(10);
        assertThat(outcomes.properties())
                .allSatisfy(scenario -> assertThat(scenario.getValue().asString())
                        .as(scenario.getKey())
                        .isEqualTo("well"));
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void everyServiceDocumentsItself(int service) throws Exception {
        var documented = new RunningStack(stack.basePort() + service).get("/v3/api-docs", "");

        assertThat(documented.statusCode()).isEqualTo(200);
        assertThat(RunningStack.tree(documented.body()).at("/paths").isEmpty()).isFalse();
        assertThat(new RunningStack(stack.basePort() + service)
                        .get("/swagger-ui/index.html", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(1)
    void theCommandsOfTheReadmeWork() throws Exception {
        String readme = Files.readString(HOME.resolve("README.md"));
        List<String> calls = new ArrayList<>();
        for (String block : readme.split("```bash\n")) {
            String command = block.substring(0, Math.max(0, block.indexOf("```")));
            if (command.startsWith("curl")) {
                calls.add(command);
            }
        }
        assertThat(calls).hasSizeGreaterThan(6);

        for (String call : calls) {
            String here = call;
            for (int service = 0; service < 5; service++) {
                here = here.replace("localhost:800" + service, "localhost:" + (stack.basePort() + service));
            }
            Process curl = new ProcessBuilder(
                            "bash", "-c", here.replace("curl ", "curl --fail-with-body --max-time 60 "))
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(curl.waitFor()).as(call + "\n" + output).isZero();
            assertThat(output).as(call).isNotBlank().doesNotContain("urn:celeste:problem");
        }
    }

    @Test
    @Order(2)
    void yachtsAreManagedWhileTheStackRuns() throws Exception {
        String added = celeste("yacht", "add", "M/Y Aurora", "--time-zone", "Europe/Athens");
        String[] cells = added.lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .strip()
                .split("\\s+");
        String rotated = celeste("yacht", "rotate-signature", cells[0]);
        String signature = rotated.lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .strip()
                .split("\\s+")[1];

        assertThat(celeste("yacht", "list"))
                .contains("M/Y Aurora")
                .contains("Europe/Athens")
                .contains("demo data");
        assertThat(stack.post("/webhook/search", cells[1], "{\"query\":\"oil\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(stack.post("/webhook/search", signature, "{\"query\":\"oil\"}")
                        .statusCode())
                .isIn(200, 503);
        assertThat(celeste("yacht", "suspend", cells[0])).contains("Suspended");
        assertThat(celeste("yacht", "activate", cells[0])).contains("Active");
        assertThat(celeste("yacht", "add", "Again", "--id", cells[0])).contains("already");
    }

    @Test
    @Order(2)
    void filesAreSentFoundAndReindexedFromTheCommandLine(@TempDir Path files) throws Exception {
        Files.writeString(
                files.resolve("zincs.md"), "# Zincs\n\nThe quenchbrook zincs of the tender are renewed each April.");
        Files.writeString(files.resolve("spares.csv"), "part,shelf\nquenchbrook gasket,A7\n");
        Files.writeString(files.resolve("broken.pdf"), "%PDF-1.7 and nothing more");
        Files.writeString(files.resolve("film.mp4"), "not read");

        JsonNode sent = celesteJson(3, "ingest", files.toString(), "-m", "system=hull");
        assertThat(sent.path("stored").asInt()).as(sent.toString()).isEqualTo(2);
        assertThat(sent.path("failed").asInt()).isEqualTo(1);
        assertThat(sent.at("/failures/0/file").asString()).endsWith("broken.pdf");
        assertThat(sent.at("/left_out/unsupported").asInt()).isEqualTo(1);
        assertThat(celesteJson(3, "jobs", "show", sent.at("/jobs/0").asString())
                        .path("files")
                        .size())
                .isEqualTo(3);
        assertThat(celesteJson(0, "ingest", files.resolve("zincs.md").toString(), "-m", "system=hull")
                        .path("duplicate")
                        .asInt())
                .isEqualTo(1);

        assertThat(celesteJson(0, "reindex").at("/rebuild/status").asString()).isEqualTo("succeeded");
        JsonNode found = celesteJson(0, "query", "quenchbrook zincs", "-f", "system=hull");
        assertThat(found.at("/results/0/metadata/file_name").asString()).isEqualTo("zincs.md");

        JsonNode health = celesteJson(0, "doctor");
        assertThat(health.path("findings")
                        .valueStream()
                        .map(each -> each.path("what").asString()))
                .contains("gateway", "search-engine", "PostgreSQL", "Bundled models", "Clock");
        JsonNode figures = celesteJson(0, "eval", "--yacht", "celeste", "-n", "20");
        assertThat(figures.at("/all/questions").asInt()).isEqualTo(20);
        assertThat(figures.at("/all/precision_1").asDouble()).isGreaterThan(0.5);
    }

    /** The answer's stream alone, which must be one document. */
    private static JsonNode celesteJson(int expected, String... arguments) {
        var out = new java.io.ByteArrayOutputStream();
        var err = new java.io.ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("--json");
        int code = CelesteCommandAccess.execute(
                LAYOUT,
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false),
                words.toArray(String[]::new));
        assertThat(code)
                .as(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
                .isEqualTo(expected);
        return RunningStack.tree(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    @Order(3)
    void whateverServiceIsKilledEverybodyIsAnsweredAndItIsUsedAgainSoon() throws Exception {
        var owner = new JdbcTemplate(new DriverManagerDataSource(
                StackAddresses.read(LAYOUT.run()).orElseThrow().jdbcUrl(), "postgres", ""));
        long logged = logged(owner);
        List<SteadyUsers.Answered> answers = new ArrayList<>();

        try (SteadyUsers users = new SteadyUsers(stack.basePort(), 12)) {
            var death = new DeathUnderLoad(stack, new RunningProcesses(LAYOUT.run()), users);
            answers.addAll(death.of(Service.NLP, Set.of(SteadyUsers.Path.ANSWER, SteadyUsers.Path.EXTRACT)));
            answers.addAll(death.of(Service.STREAMING, Set.of(SteadyUsers.Path.STREAM, SteadyUsers.Path.BATCH)));
            answers.addAll(death.of(Service.EMBEDDING, Set.of(SteadyUsers.Path.EMBED)));
            answers.addAll(death.of(Service.SEARCH, Set.of(SteadyUsers.Path.ANSWER, SteadyUsers.Path.SEARCH)));
        }

        assertThat(answers).hasSizeGreaterThan(100);
        // Pages and records are found whichever service is away; only what the text says is missing without the reader.
        assertThat(answers.stream()
                        .filter(each -> each.path() != SteadyUsers.Path.EMBED)
                        .filter(each -> each.path() != SteadyUsers.Path.EXTRACT)
                        .filter(each -> each.status() == 200)
                        .filter(each -> !each.degraded().equals(SteadyUsers.BROKEN_OFF))
                        .filter(SteadyUsers.Answered::empty))
                .isEmpty();
        assertThat(answers.stream().filter(each -> each.degraded().equals(SteadyUsers.BROKEN_OFF)))
                .as("only what was under way when a service was killed")
                .hasSizeLessThanOrEqualTo(12);
        long asked = answers.stream()
                .filter(each -> each.path() == SteadyUsers.Path.ANSWER)
                .count();
        await("questions are in the log").until(() -> logged(owner) >= logged + asked);
    }

    private static long logged(JdbcTemplate owner) {
        return owner.queryForObject("select count(*) from search_queries", Long.class);
    }

    @Test
    @Order(4)
    void aSecondUpIsRefusedWhileTheFirstRuns() throws Exception {
        Process second = script("up", "--base-port", Integer.toString(RunningStack.freeBasePort()));
        String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(second.waitFor()).as(output).isEqualTo(1);
        assertThat(output).contains("already running").contains("./celeste down");
        assertThat(stack.get("/health", "").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void stateSurvivesAndTheScriptBringsItBackInTheBackground() throws Exception {
        supervisor.interrupt();
        assertThat(exit.join()).isZero();
        assertThat(Files.exists(LAYOUT.run().resolve("stack.pid"))).isFalse();

        Process up = script("up", "-d", "--base-port", Integer.toString(stack.basePort()));
        String output = new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(up.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("Ready.")
                .contains("Running in the background")
                .doesNotContain("demo yachts:");
        assertNothingLacks(stack.ask(DEMO, "Gen 2 SPN 4364 FMI 2"));

        Process down = script("down");
        assertThat(down.waitFor()).isZero();
        assertThat(RunningStack.freeBasePort()).isPositive();
        assertThat(celeste("status")).contains("Not running");
    }

    private static Process script(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./celeste"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true);
        builder.environment().put("CELESTE_STATE", STATE.toString());
        return builder.start();
    }
}
