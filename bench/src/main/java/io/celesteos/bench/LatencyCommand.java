package io.celesteos.bench;

import io.celesteos.bench.latency.LatencyRun;
import io.celesteos.bench.latency.Probe;
import io.celesteos.bench.latency.Times;
import io.celesteos.bench.report.LatencyReport;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./celeste bench latency}: how long the main paths of a running stack take. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "Measure the latency of a running stack; prints a table, writes JSON and an SVG plot.")
final class LatencyCommand implements Callable<Integer> {

    private final PrintStream out;
    private final Clock clock;

    @Option(names = "--gateway", defaultValue = "http://localhost:8000", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI gateway;

    @Option(names = "--signature", defaultValue = "demo-yacht-signature", description = "Of the yacht to ask for.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String signature;

    @Option(names = "--rounds", defaultValue = "5", description = "Times each query is sent. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--callers", defaultValue = "2", description = "Requests in flight. Default: ${DEFAULT-VALUE}")
    private int callers;

    @Option(names = "--seed", defaultValue = "1", description = "Of the order of requests. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description = "Folder for latency.json and latency.svg. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    LatencyCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || rounds > 1000 || callers < 1 || callers > 500) {
            out.println("✗ --rounds must be 1 to 1000 and --callers 1 to 500.");
            return 1;
        }
        List<Times> times;
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            LatencyRun run = new LatencyRun(http, signature, new SplittableRandom(seed));
            out.println("Warming up ...");
            run.measure(probes(), queries(), 1, callers);
            out.println("Measuring ...");
            times = run.measure(probes(), queries(), rounds, callers);
        }
        LatencyReport report = new LatencyReport(
                clock.instant(),
                callers,
                "./celeste bench latency --rounds " + rounds + " --callers " + callers,
                times);
        out.println(report.table());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("latency.json"), report.json());
        Files.writeString(folder.resolve("latency.svg"), report.svg());
        out.println("Written to " + folder + "/latency.json and latency.svg");
        boolean answered = times.stream().allMatch(t -> t.failures() == 0);
        if (!answered) {
            out.println("✗ Some requests failed: is the stack running (./celeste status) and the signature right?");
        }
        return answered ? 0 : 1;
    }

    private List<Probe> probes() {
        return List.of(
                new Probe("floor: GET /health", gateway.resolve("/health"), null),
                new Probe("webhook/search", gateway.resolve("/webhook/search"), "{\"query\":\"%s\"}"),
                new Probe("search hybrid", gateway.resolve("/api/v1/search"), "{\"query\":\"%s\"}"),
                new Probe(
                        "search hybrid, fused order",
                        gateway.resolve("/api/v1/search"),
                        "{\"query\":\"%s\",\"rerank\":false}"),
                new Probe(
                        "search bm25",
                        gateway.resolve("/api/v1/search"),
                        "{\"query\":\"%s\",\"search_type\":\"bm25\"}"),
                new Probe(
                        "embed one query",
                        gateway.resolve("/api/v1/embed"),
                        "{\"texts\":[\"%s\"],\"input_type\":\"query\"}"),
                new Probe("extract", gateway.resolve("/api/v1/extract"), "{\"text\":\"%s\"}"));
    }

    private static List<String> queries() throws IOException {
        try (var resource = LatencyCommand.class.getResourceAsStream("/queries.txt")) {
            if (resource == null) {
                throw new IOException("queries.txt is missing from the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
