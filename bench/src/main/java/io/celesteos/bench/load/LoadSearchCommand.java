package io.celesteos.bench.load;

import io.celesteos.bench.corpus.EmbeddedTexts;
import io.celesteos.bench.corpus.GrownOptions;
import io.celesteos.bench.report.AsTyped;
import io.celesteos.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench load search}: how fast a search is over many chunks, and what they take. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Measure the search-engine over many chunks beside raw Lucene and raw SQL in one run: times,"
                + " throughput, memory, disk, growth and the budgets; prints a table, writes JSON and an SVG plot."
                + " Needs PostgreSQL with pgvector installed.")
final class LoadSearchCommand implements Callable<Integer> {

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private GrownOptions grown;

    @Option(
            names = "--vectors",
            split = ",",
            defaultValue = "lucene,pgvector",
            description = "Homes of vectors, of lucene and pgvector. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Backend> backends;

    @Option(
            names = "--queries",
            defaultValue = "1000",
            description = "Timed questions to each, one at a time. Default: ${DEFAULT-VALUE}")
    private int queries;

    @Option(
            names = "--seconds",
            defaultValue = "90",
            description = "Ends them, however many there were. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--busy-seconds",
            defaultValue = "5",
            description = "For each, with all callers at once. Default: ${DEFAULT-VALUE}")
    private int busySeconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds for each. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--concurrency", defaultValue = "4", description = "Callers at once. Default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--keep",
            description = "Leave database, indexes and findings below --out, and use those that fit: sizes can then be"
                    + " measured one at a time, and again, without making them anew.")
    private boolean keep;

    @Option(names = "--grow", description = "With --keep: make what is missing and measure nothing.")
    private boolean growOnly;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description = "Folder for load.json, load.svg and what is kept. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    LoadSearchCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<String> wrong =
                new ArrayList<>(LoadPlan.wrong(grown.chunks(), queries, seconds, warmUp, busySeconds, concurrency));
        if (growOnly && !keep) {
            wrong.add("--grow makes sense with --keep only");
        }
        if (!Files.isRegularFile(grown.engineJar())) {
            wrong.add(grown.engineJar() + " is not there: build it with ./celeste build");
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(each -> out.println("✗ " + each + "."));
            return 1;
        }
        // The JDK's client closes what is beyond five idle connections to one server.
        System.setProperty("http.maxConnections", Integer.toString(concurrency));
        try {
            return measure();
        } catch (IOException | SQLException | RuntimeException failure) {
            out.println("✗ " + failure.getMessage());
            return 1;
        }
    }

    private int measure() throws IOException, SQLException {
        Files.createDirectories(folder);
        EmbeddedTexts real = grown.embedded(folder, out);
        List<LoadQuery> asked = IntStream.range(0, real.queries().size())
                .mapToObj(n -> new LoadQuery(
                        real.texts().queries().get(n), real.queries().get(n)))
                .toList();
        LoadBench bench = new LoadBench(plan(), grown.corpus(real), asked, AsTyped.line(spec), clock, out);
        List<Backend> homes = backends.stream().distinct().toList();
        List<Finding> findings = new ArrayList<>();
        for (int size : grown.chunks().stream().distinct().sorted().toList()) {
            if (growOnly) {
                bench.grow(size, homes);
            } else {
                findings.addAll(bench.run(size, homes));
            }
        }
        return growOnly ? 0 : write(findings);
    }

    private LoadPlan plan() {
        return new LoadPlan(
                queries,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(busySeconds),
                concurrency,
                grown.seed(),
                keep,
                grown.settings(),
                grown.engineJar(),
                folder);
    }

    private int write(List<Finding> findings) throws IOException {
        List<Finding> all = KeptFindings.sorted(findings);
        if (keep) {
            KeptFindings kept = new KeptFindings(folder.resolve("load"));
            for (Finding finding : findings) {
                kept.add(finding);
            }
            all = kept.with(findings);
        }
        LoadReport report = new LoadReport(clock.instant(), AsTyped.line(spec), Machine.here(), all);
        out.println(Ansi.AUTO.string(report.table()));
        Files.writeString(folder.resolve("load.json"), report.json());
        Files.writeString(folder.resolve("load.svg"), new LoadPlot(all).svg());
        out.println("Written to " + folder + ": load.json and load.svg");
        boolean answered = findings.stream()
                .flatMap(each -> each.speeds().stream())
                .allMatch(each -> each.single() != null && each.failures() == 0);
        if (!answered) {
            out.println("✗ Some searches failed; the log of the service is in " + folder + ".");
        }
        return answered ? 0 : 1;
    }
}
