package io.celesteos.bench.load.gateway;

import io.celesteos.bench.process.KeepAlive;
import io.celesteos.bench.report.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** First what the door adds to a request, then crowds at it. */
final class GatewayBench implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WARM_UP = 200;
    private static final String HEALTH = "/actuator/health/liveness";

    private final GatewayPlan plan;
    private final List<String> questions;
    private final PrintStream out;
    private final KeepAlive gateway;
    private final KeepAlive search;
    private final KeepAlive nlp;
    private final ExecutorService sideBySide = Executors.newFixedThreadPool(2);

    GatewayBench(GatewayPlan plan, List<String> questions, PrintStream out) {
        this.plan = plan;
        this.questions = List.copyOf(questions);
        this.out = out;
        this.gateway = new KeepAlive(plan.gateway(), Map.of("X-Yacht-Signature", plan.signature()));
        this.search = new KeepAlive(plan.search());
        this.nlp = new KeepAlive(plan.nlp());
    }

    GatewayFindings run() throws IOException, InterruptedException {
        out.println("Warming up ...");
        Overhead warmUp = new Overhead(questions, plan.seed() + 1);
        warmUp.measure("warm-up", WARM_UP, this::searchDirectly, this::searchThrough);
        warmUp.measure("warm-up", WARM_UP, this::bothDirectly, this::answer);
        List<Overhead.Pair> pairs = new ArrayList<>();
        try (Progress progress = Progress.of(out, "Through the door and behind it", 4L * plan.pairs())) {
            Overhead overhead = new Overhead(questions, plan.seed());
            pairs.add(overhead.measure(
                    GatewayReport.FLOOR, plan.pairs(), any -> search.get(HEALTH), any -> gateway.get(HEALTH)));
            progress.at(plan.pairs());
            pairs.add(overhead.measure(
                    "POST /api/v1/extract", plan.pairs(), this::extractDirectly, this::extractThrough));
            progress.at(2L * plan.pairs());
            pairs.add(overhead.measure("POST /api/v1/search", plan.pairs(), this::searchDirectly, this::searchThrough));
            progress.at(3L * plan.pairs());
            pairs.add(overhead.measure("POST /webhook/search", plan.pairs(), this::bothDirectly, this::answer));
            progress.at(4L * plan.pairs());
        }
        List<Crowd.Met> crowds = new ArrayList<>();
        new Crowd(plan.crowds().getFirst(), plan.think(), questions, plan.seed() + 1)
                .ask(Duration.ofSeconds(5), this::ask);
        for (int people : plan.crowds()) {
            out.println(people + " people, " + plan.hold().toSeconds() + " s ...");
            crowds.add(new Crowd(people, plan.think(), questions, plan.seed()).ask(plan.hold(), this::ask));
        }
        return new GatewayFindings(pairs, crowds);
    }

    private void searchDirectly(String question) throws IOException {
        search.post("/api/v1/search", ofYacht("query", question));
    }

    private void searchThrough(String question) throws IOException {
        gateway.post("/api/v1/search", body("query", question));
    }

    private void extractDirectly(String question) throws IOException {
        nlp.post("/api/v1/extract", ofYacht("text", question));
    }

    private void extractThrough(String question) throws IOException {
        gateway.post("/api/v1/extract", body("text", question));
    }

    private void answer(String question) throws IOException {
        gateway.post("/webhook/search", body("query", question));
    }

    /** What a caller without a door would do: both services at once. */
    private void bothDirectly(String question) throws IOException {
        Future<?> reading = sideBySide.submit(() -> unchecked(() -> extractDirectly(question)));
        Future<?> finding = sideBySide.submit(() -> unchecked(() -> searchDirectly(question)));
        try {
            reading.get();
            finding.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private List<String> ask(String question) throws IOException {
        JsonNode answer = JSON.readTree(gateway.post("/webhook/search", body("query", question)));
        return answer.at("/metadata/degraded")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private byte[] ofYacht(String field, String question) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(field, question);
        body.put("yacht_id", plan.yacht().toString());
        return JSON.writeValueAsBytes(body);
    }

    private static byte[] body(String field, String question) {
        return JSON.writeValueAsBytes(Map.of(field, question));
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void unchecked(Call call) {
        try {
            call.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        sideBySide.shutdownNow();
    }
}
