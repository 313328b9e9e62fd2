package io.celesteos.bench.nlp;

import io.celesteos.bench.process.JarProcess;
import io.celesteos.bench.process.KeepAlive;
import io.celesteos.bench.process.ProcessMemory;
import io.celesteos.bench.report.AsTyped;
import io.celesteos.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench nlp}. */
@Command(
        name = "nlp",
        mixinStandardHelpOptions = true,
        description =
                "Measure the nlp-service: its start, fifty words at a steady rate and back to back, a text made to be"
                        + " hard, beside requests without work; prints a table, writes JSON and an SVG plot.")
public final class NlpCommand implements Callable<Integer> {

    private static final int WORDS = 50;

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--url", description = "A running service; without it, its jar is started and stopped.")
    private @Nullable URI url;

    @Option(
            names = "--jar",
            defaultValue = "nlp-service/target/nlp-service-0.1.0.jar",
            description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path jar;

    @Option(
            names = "--java-options",
            split = " ",
            defaultValue = "-Xmx256m -XX:+UseSerialGC",
            description = "For the jar. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> javaOptions;

    @Option(names = "--starts", defaultValue = "3", description = "Of each way of starting. Default: ${DEFAULT-VALUE}")
    private int starts;

    @Option(names = "--rate", defaultValue = "100", description = "Requests a second. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--seconds", defaultValue = "20", description = "Of each steady load. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--callers", defaultValue = "4", description = "Back to back. Default: ${DEFAULT-VALUE}")
    private int callers;

    @Option(names = "--requests", defaultValue = "10000", description = "Back to back. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(
            names = "--warm-up",
            defaultValue = "10000",
            description = "Requests before the first that counts. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--demo",
            defaultValue = "demo",
            description = "Folder of the demo yachts. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path demo;

    @Option(names = "--cache", defaultValue = ".celeste/bench", description = "For unpacked jars and logs.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path cache;

    @Option(names = "--out", defaultValue = ".celeste/bench", description = "For nlp.json and nlp.svg.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public NlpCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (starts < 0 || starts > 50 || rate < 1 || rate > 10_000 || seconds < 1 || seconds > 600) {
            out.println("✗ --starts must be 0 to 50, --rate 1 to 10000 and --seconds 1 to 600.");
            return 1;
        }
        if (callers < 1 || callers > 100 || requests < 1 || requests > 1_000_000 || warmUp < 0 || warmUp > 1_000_000) {
            out.println("✗ --callers must be 1 to 100, --requests 1 to 1000000 and --warm-up 0 to 1000000.");
            return 1;
        }
        // As many connections stay open as there are callers; the JDK's own limit is 5.
        System.setProperty("http.maxConnections", "100");
        try {
            List<String> texts = CrewTexts.of(demo, WORDS);
            Findings findings =
                    url == null ? withOwnService(texts) : findings(Map.of(), measure(new KeepAlive(url), texts), 0);
            write(findings);
            return findings.failures() == 0 ? 0 : 1;
        } catch (IOException failure) {
            out.println("✗ " + failure.getMessage());
            return 1;
        }
    }

    private Findings withOwnService(List<String> texts) throws IOException, InterruptedException {
        Path work = cache.resolve("nlp").toAbsolutePath();
        Map<String, List<Launch.Start>> started = new LinkedHashMap<>();
        if (starts > 0) {
            out.println("Starting the service, " + starts + " times each way ...");
            for (Launch way : Launch.ways(jar, javaOptions, work)) {
                List<Launch.Start> times = new ArrayList<>();
                for (int i = 0; i < starts; i++) {
                    times.add(way.once(work, texts.getFirst()));
                }
                started.put(way.name(), times);
            }
        }
        try (JarProcess service = new Launch("load", jar, javaOptions).begin(work)) {
            KeepAlive http = new KeepAlive(service.url());
            service.await(() -> http.get("/health"));
            List<Load> loads = measure(http, texts);
            return findings(started, loads, ProcessMemory.of(service.pid()).resident());
        }
    }

    private List<Load> measure(KeepAlive http, List<String> texts) throws InterruptedException {
        var plan = new NlpBench.Plan(rate, Duration.ofSeconds(seconds), warmUp, requests, callers, 50);
        return new NlpBench(http, texts, plan, out::println).run();
    }

    private Findings findings(Map<String, List<Launch.Start>> started, List<Load> loads, double resident) {
        return new Findings(clock.instant(), AsTyped.line(spec), Machine.here(), started, loads, resident);
    }

    private void write(Findings findings) throws IOException {
        NlpReport report = new NlpReport(findings);
        out.println(report.table());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("nlp.json"), report.json());
        Files.writeString(folder.resolve("nlp.svg"), report.svg());
        out.println("Written to " + folder + "/nlp.json and nlp.svg");
    }
}
