package io.celesteos.bench.load.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.celesteos.bench.load.LoadCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadGatewayCommandTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicInteger answers = new AtomicInteger();
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private volatile int status = 200;

    /** Every which request of a crowd is refused; 0 for none. */
    private volatile int crowdsFailEvery;

    /** The warm-up asks for no health, which the first of the pairs does; the last of them are two questions at the door. */
    private final AtomicInteger sinceHealth = new AtomicInteger(Integer.MIN_VALUE);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(folder.resolve("questions.jsonl"), """
                {"query": "oil \\"leak\\"", "yacht": "celeste"}
                {"query": "of another yacht", "yacht": "meridian"}
                """);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean webhook = path.equals("/webhook/search");
        if (path.startsWith("/actuator")) {
            sinceHealth.set(0);
        }
        int ofCrowds = webhook ? sinceHealth.incrementAndGet() - 2 : 0;
        boolean refused = crowdsFailEvery > 0 && ofCrowds > 0 && ofCrowds % crowdsFailEvery == 0;
        bodies.add(path + " "
                + exchange.getRequestHeaders().getFirst("X-Yacht-Signature") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String lacking = webhook && answers.incrementAndGet() % 2 == 0 ? "\"nlp_unavailable\"" : "";
        byte[] body =
                ("{\"results\":[],\"metadata\":{\"degraded\":[" + lacking + "]}}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 503 : webhook ? status : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int load(String... more) {
        String url = "http://localhost:" + server.getAddress().getPort();
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "gateway",
                "--gateway=" + url,
                "--search=" + url,
                "--nlp=" + url,
                "--questions=" + folder.resolve("questions.jsonl"),
                "--out=" + folder,
                "--pairs=3",
                "--users=2,3",
                "--think=20",
                "--seconds=1"));
        for (String option : more) {
            arguments.removeIf(given -> given.startsWith(option.substring(0, option.indexOf('=') + 1)));
            arguments.add(option);
        }
        return LoadCommand.line(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC())
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void pairsAndCrowdsAreMeasuredAndWhatAnswersLackIsCounted() throws IOException {
        assertThat(load()).as(said.toString(StandardCharsets.UTF_8)).isZero();

        JsonNode report =
                JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve("load-gateway.json")));
        assertThat(report.at("/pairs").size()).isEqualTo(4);
        assertThat(report.at("/pairs/3/gateway/n").asInt()).isEqualTo(3);
        assertThat(report.at("/crowds/0/people").asInt()).isEqualTo(2);
        int asked = report.at("/crowds/1/times/n").asInt();
        int lacking = report.at("/crowds/1/degraded/nlp_unavailable").asInt();
        assertThat(asked).isGreaterThan(10);
        assertThat(lacking).isBetween(asked / 2 - 5, asked / 2 + 5);
        assertThat(Files.readString(folder.resolve("load-gateway.svg")))
                .startsWith("<svg")
                .contains("3 people");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("answers lack: nlp_unavailable", "2 people, p95: ");
    }

    @Test
    void theYachtIsSaidBehindTheDoorAndSignedForAtIt() {
        load();

        assertThat(bodies)
                .contains(
                        "/webhook/search demo-yacht-signature {\"query\":\"oil \\\"leak\\\"\"}",
                        "/api/v1/search null {\"query\":\"oil \\\"leak\\\"\",\"yacht_id\":"
                                + "\"00000000-0000-4000-8000-000000000001\"}")
                .noneMatch(body -> body.contains("another"));
    }

    @Test
    void whoIsNotAnsweredIsCountedAndFailsTheRun() throws IOException {
        crowdsFailEvery = 3;

        assertThat(load("--users=2", "--pairs=1")).isEqualTo(1);

        JsonNode report =
                JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve("load-gateway.json")));
        JsonNode crowd = report.at("/crowds/0");
        int answered = crowd.at("/times/n").asInt();
        int failed =
                crowd.get("failures").valueStream().mapToInt(JsonNode::asInt).sum();
        assertThat(crowd.get("failures").propertyNames())
                .singleElement()
                .asString()
                .contains("/webhook/search answered 503");
        assertThat(failed).isBetween(answered / 2 - 3, answered / 2 + 3);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        failed + " failed: ",
                        "✗ 2 people, failures: " + failed + ", not < 1",
                        "✗ Not everybody was answered.");
    }

    @Test
    void aDoorThatAnswersNobodyIsToldBeforeAnythingIsMeasured() {
        status = 503;

        assertThat(load("--users=2", "--pairs=1")).isEqualTo(1);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("/webhook/search answered 503", "; is the suite running?");
        assertThat(folder.resolve("load-gateway.json")).doesNotExist();
    }

    @Test
    void wrongOptionsAreAllNamedBeforeAnythingIsAsked() {
        assertThat(load("--users=0,9999", "--think=-1", "--pairs=0", "--questions=none.jsonl"))
                .isEqualTo(1);

        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "✗ --users must be 1 to 2000, not 0.",
                        "✗ --users must be 1 to 2000, not 9999.",
                        "✗ --think must be 0 to 60000, not -1.",
                        "✗ --pairs must be 1 to 100000, not 0.",
                        "✗ none.jsonl is not there: start in the project's folder or name a file with --questions.");
        assertThat(bodies).isEmpty();
    }
}
