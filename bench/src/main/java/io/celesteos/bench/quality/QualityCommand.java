package io.celesteos.bench.quality;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.report.AsTyped;
import io.celesteos.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench quality}. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = "Measure how good the search is through its own API, beside the workflow it replaces; starts"
                + " PostgreSQL with pgvector and the services, prints a table, writes JSON and an SVG plot.")
public final class QualityCommand implements Callable<Integer> {

    /** Token vectors of a large collection take their time. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "scifact:test,cranfield:test,cranfield:even,demo:dev,demo:test",
            description = "Name and split: a folder below --data with its qrels, of which :odd and :even take the"
                    + " queries of such ids in the split test; or demo:dev and demo:test. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> sets;

    @Option(
            names = "--queries",
            defaultValue = "2147483647",
            description = "At most so many of each, by a hash of their ids.")
    private int queries;

    @Option(names = "--only", split = ",", description = "Contenders to ask; all without it.")
    private List<String> only = List.of();

    @Option(names = "--set", description = "A setting of the search-engine as name=value; may be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--callers", defaultValue = "2", description = "Requests in flight. Default: ${DEFAULT-VALUE}")
    private int callers;

    @Option(
            names = "--redis",
            defaultValue = "",
            description = "A Redis for the embedding-service, so that a second run need not embed the texts again.")
    private String redis = "";

    @Option(names = "--data", defaultValue = "bench/data/ir", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(names = "--home", defaultValue = ".", description = "The suite's folder. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path home;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description = "Folder for quality.json, quality.svg and the missed queries. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public QualityCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (queries < 1 || callers < 1 || callers > 100) {
            out.println("✗ --queries must be 1 or more and --callers 1 to 100.");
            return 1;
        }
        try {
            List<SetResult> results = measure();
            write(results);
            return 0;
        } catch (IOException | RuntimeException failure) {
            out.println("✗ " + failure.getMessage());
            return 1;
        }
    }

    private List<SetResult> measure() throws IOException {
        out.println("Starting PostgreSQL and the services ...");
        List<SetResult> results = new ArrayList<>();
        QualityRun run = new QualityRun(callers, PATIENCE, out);
        try (QualityStack stack = QualityStack.start(home, folder.resolve("quality"), redis, settings)) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new PgBaseline(stack.owner(), stack.embedding(), new PgVectorNearest(stack.owner())));
            contenders.addAll(SearchApi.all(stack.search()));
            contenders.removeIf(contender -> !only.isEmpty() && !only.contains(contender.name()));
            Set<String> loaded = new HashSet<>();
            for (String named : sets) {
                results.add(run.measure(questions(named, stack, loaded).sampled(queries), contenders));
            }
        }
        return results;
    }

    private QuestionSet questions(String named, QualityStack stack, Set<String> loaded) throws IOException {
        String[] parts = named.split(":", 2);
        String name = parts[0];
        String split = parts.length == 2 ? parts[1] : "test";
        if (name.equals("demo")) {
            if (loaded.add(name)) {
                DemoYachts.load(home, stack.database(), stack.searchUrl(), out);
            }
            return DemoQueries.read(home.resolve("demo"), split);
        }
        boolean half = split.equals("odd") || split.equals("even");
        JudgedSet set = JudgedSet.read(data.resolve(name), half ? "test" : split);
        if (loaded.add(name)) {
            new JudgedLoader(stack.owner(), stack.search(), out).load(set);
        }
        return JudgedQueries.of(set, half ? split : null);
    }

    private void write(List<SetResult> results) throws IOException {
        String command = AsTyped.line(spec);
        QualityReport report = new QualityReport(clock.instant(), command, Machine.here(), results);
        out.println(report.table(Ansi.AUTO));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("quality.json"), report.json());
        Files.writeString(folder.resolve("quality.svg"), new QualityPlot(report).svg());
        for (SetResult result : results) {
            Files.write(
                    folder.resolve("quality-" + result.set().name() + "-"
                            + result.set().split() + "-missed.tsv"),
                    new MissedQueries(result).lines());
        }
        out.println("Written to " + folder + ": quality.json, quality.svg and the missed queries");
    }
}
