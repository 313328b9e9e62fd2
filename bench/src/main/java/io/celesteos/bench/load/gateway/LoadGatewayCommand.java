package io.celesteos.bench.load.gateway;

import io.celesteos.bench.report.AsTyped;
import io.celesteos.bench.report.LatencyReport;
import io.celesteos.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./celeste bench load gateway}: what the door adds to a request, and how long crowds wait at it. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Ask a running suite through its gateway and behind it, in turn, and then as crowds of people"
                + " who think between questions; prints a table, writes JSON and an SVG plot.")
public final class LoadGatewayCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--gateway", defaultValue = "http://localhost:8000", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI gateway;

    @Option(names = "--search", defaultValue = "http://localhost:8001", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI search;

    @Option(names = "--nlp", defaultValue = "http://localhost:8003", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI nlp;

    @Option(names = "--signature", defaultValue = "demo-yacht-signature", description = "Of the yacht to ask for.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String signature;

    @Option(names = "--yacht", defaultValue = "00000000-0000-4000-8000-000000000001", description = "Its id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private UUID yacht;

    @Option(
            names = "--users",
            split = ",",
            defaultValue = "100,200",
            description = "People at once. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Integer> users;

    @Option(
            names = "--think",
            defaultValue = "2000",
            description = "Milliseconds between an answer and the next question, give or take half. Default:"
                    + " ${DEFAULT-VALUE}")
    private int think;

    @Option(names = "--seconds", defaultValue = "60", description = "Of each crowd. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--pairs", defaultValue = "1000", description = "Of each path. Default: ${DEFAULT-VALUE}")
    private int pairs;

    @Option(names = "--seed", defaultValue = "1", description = "Of who asks what when. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--questions",
            defaultValue = "demo/queries/queries.jsonl",
            description = "A JSON object a line, with query and yacht; those of the yacht celeste are asked. Default:"
                    + " ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path questions;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description = "Folder for load-gateway.json and load-gateway.svg. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public LoadGatewayCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        GatewayPlan plan = new GatewayPlan(
                gateway,
                search,
                nlp,
                signature,
                yacht,
                users,
                Duration.ofMillis(think),
                Duration.ofSeconds(seconds),
                pairs,
                seed);
        List<String> wrong = new ArrayList<>(plan.wrong());
        if (!Files.isRegularFile(questions)) {
            wrong.add(questions + " is not there: start in the project's folder or name a file with --questions");
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(each -> out.println("✗ " + each + "."));
            return 1;
        }
        // The client keeps five connections to an address otherwise, and makes the sixth caller's anew each time.
        int most = users.stream().mapToInt(Integer::intValue).max().orElse(1);
        System.setProperty("http.maxConnections", Integer.toString(most));
        try (GatewayBench bench = new GatewayBench(plan, read(questions), out)) {
            Files.createDirectories(folder);
            return write(new GatewayReport(clock.instant(), AsTyped.line(spec), Machine.here(), plan, bench.run()));
        } catch (IOException failure) {
            out.println("✗ " + failure.getMessage() + "; is the suite running? ./celeste status");
            return 1;
        }
    }

    static List<String> read(Path questions) throws IOException {
        List<String> read = new ArrayList<>();
        for (String line : Files.readAllLines(questions)) {
            JsonNode question = JSON.readTree(line);
            if (question.path("yacht").asString("").equals("celeste")) {
                read.add(question.get("query").asString());
            }
        }
        if (read.isEmpty()) {
            throw new IOException(questions + " has no question of the yacht celeste");
        }
        return read;
    }

    private int write(GatewayReport report) throws IOException {
        out.println(Ansi.AUTO.string(report.table()));
        Files.writeString(folder.resolve("load-gateway.json"), report.json());
        GatewayFindings findings = report.findings();
        var times = Stream.concat(
                        findings.pairs().stream().flatMap(pair -> Stream.of(pair.direct(), pair.gateway())),
                        findings.crowds().stream().map(Crowd.Met::times))
                .toList();
        Files.writeString(
                folder.resolve("load-gateway.svg"), new LatencyReport(report.at(), 1, report.command(), times).svg());
        out.println("Written to " + folder + ": load-gateway.json and load-gateway.svg");
        if (!findings.good()) {
            out.println("✗ Not everybody was answered.");
        }
        return findings.good() ? 0 : 1;
    }
}
