package io.celesteos.bench.embedding;

import io.celesteos.bench.process.KeepAlive;
import io.celesteos.bench.report.AsTyped;
import io.celesteos.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench embedding}. */
@Command(
        name = "embedding",
        mixinStandardHelpOptions = true,
        description = "Measure the embedding-service beside raw ONNX Runtime and the npm packages, on the same files"
                + " and texts; prints a table, writes JSON and an SVG plot.")
public final class EmbeddingCommand implements Callable<Integer> {

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--url", description = "A running service; without it, its jar is started and stopped.")
    private @Nullable URI url;

    @Option(
            names = "--jar",
            defaultValue = "embedding-service/target/embedding-service-0.1.0.jar",
            description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path jar;

    @Option(
            names = "--java-options",
            split = " ",
            defaultValue = "-Xmx384m -XX:+UseSerialGC",
            description = "For the jar. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> javaOptions;

    @Option(names = "--model", defaultValue = "bge-small-en-v1.5", description = "Or all-MiniLM-L6-v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String model;

    @Option(names = "--demo", defaultValue = "demo/celeste/documents", description = "Folder of texts.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path demo;

    @Option(names = "--workloads", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all without it.")
    private List<Workload> workloads = List.of(Workload.values());

    @Option(names = "--rounds", defaultValue = "3", description = "Of each workload. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--queries", defaultValue = "200", description = "Single queries. Default: ${DEFAULT-VALUE}")
    private int queries;

    @Option(
            names = "--warm-up",
            defaultValue = "20000",
            description = "Requests before the first that counts. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--seed", defaultValue = "1", description = "Of texts and order. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--node",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Measure the npm packages too.")
    private boolean node;

    @Option(
            names = "--bulk",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Live queries during a bulk job, and reranking, too.")
    private boolean bulk;

    @Option(names = "--settings", description = "Compare settings of the raw runtime instead; no service, no npm.")
    private boolean settings;

    @Option(names = "--cache", defaultValue = ".celeste/bench", description = "For models and packages.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path cache;

    @Option(names = "--out", defaultValue = ".celeste/bench", description = "For embedding.json and embedding.svg.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public EmbeddingCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || rounds > 100 || queries < 1 || queries > 10_000 || warmUp < 0 || warmUp > 1_000_000) {
            out.println("✗ --rounds must be 1 to 100, --queries 1 to 10000 and --warm-up 0 to 1000000.");
            return 1;
        }
        try {
            EmbeddingPlan plan = new EmbeddingPlan(
                    BenchModel.named(model), workloads, rounds, queries, warmUp, seed, node, bulk, demo, cache);
            Findings findings =
                    settings ? settings(plan) : url == null ? withOwnService(plan) : measure(plan, url, null);
            write(findings, settings ? "embedding-settings" : "embedding");
            return findings.cached() == 0 ? 0 : 1;
        } catch (IOException | IllegalArgumentException failure) {
            out.println("✗ " + failure.getMessage());
            return 1;
        }
    }

    private Findings withOwnService(EmbeddingPlan plan) throws IOException, InterruptedException {
        out.println("Starting the service ...");
        try (ServiceProcess service = ServiceProcess.start(jar, javaOptions, cache.resolve("service"))) {
            return measure(plan, service.url(), service);
        }
    }

    private Findings settings(EmbeddingPlan plan) throws IOException {
        plan.model().unpack(plan.models());
        try (Tokens tokens = Tokens.open(
                        plan.model().tokenizer(plan.models()), plan.model().maxTokens());
                RawVariants variants = new RawVariants(
                        plan.model(),
                        plan.models(),
                        tokens,
                        Runtime.getRuntime().availableProcessors())) {
            EmbeddingBench bench = new EmbeddingBench(plan, workload -> variants.contenders(), tokens, out::println);
            return new Findings(
                    clock.instant(),
                    AsTyped.line(spec),
                    plan.model().published() + " int8",
                    Machine.here(),
                    Map.of(),
                    Map.of(),
                    null,
                    bench.workloads(),
                    null,
                    List.of(),
                    0);
        }
    }

    private Findings measure(EmbeddingPlan plan, URI at, @Nullable ServiceProcess service)
            throws IOException, InterruptedException {
        plan.model().unpack(plan.models());
        MemoryWatch memory = new MemoryWatch(service == null ? -1 : service.pid());
        int cores = Runtime.getRuntime().availableProcessors();
        try (Tokens tokens = Tokens.open(
                        plan.model().tokenizer(plan.models()), plan.model().maxTokens());
                RawFloor floor = new RawFloor(plan.model(), plan.models(), tokens, cores);
                Npm npm = Npm.start(plan, out::println)) {
            ServiceContender ours =
                    new ServiceContender(new KeepAlive(at), plan.model().published());
            Contenders contenders = new Contenders(floor, npm.contenders(), ours);
            EmbeddingBench bench = new EmbeddingBench(plan, contenders::of, tokens, out::println);
            memory.read("at start, models loaded");
            bench.warmUp(ours);
            List<Outcome> outcomes = bench.workloads();
            memory.read("after the workloads");
            LiveQueries.Result live = bench.liveQueries(ours);
            memory.read("after the bulk job");
            bench.rerank(ours);
            memory.read("after reranking 300 documents, 3 times");
            return new Findings(
                    clock.instant(),
                    AsTyped.line(spec),
                    plan.model().published() + " int8",
                    Machine.here(),
                    npm.versions(),
                    contenders.differences("CAT 3512 overheating"),
                    service == null ? null : service.firstEmbeddingMillis(),
                    outcomes,
                    live,
                    memory.readings(),
                    ours.cached());
        }
    }

    private void write(Findings findings, String name) throws IOException {
        EmbeddingReport report = new EmbeddingReport(findings);
        out.println(Ansi.AUTO.string(report.table()));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".json"), report.json());
        Files.writeString(folder.resolve(name + ".svg"), new EmbeddingPlot(findings).svg());
        out.println("Written to " + folder + "/" + name + ".json and .svg");
    }
}
