package io.celesteos.bench.vectors;

import io.celesteos.bench.corpus.EmbeddedTexts;
import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.bench.corpus.RealTexts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench vectors}: how much both homes of vectors find, and how fast. */
@Command(
        name = "vectors",
        mixinStandardHelpOptions = true,
        description = "Measure recall and latency of both vector backends beside raw Lucene and raw SQL, on a"
                + " throwaway PostgreSQL; prints a table, writes JSON.")
public final class VectorsCommand implements Callable<Integer> {

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--chunks", split = ",", defaultValue = "10000,100000", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Integer> chunks;

    @Option(
            names = "--rounds",
            defaultValue = "2",
            description = "Timed rounds of all queries. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seed", defaultValue = "20260731", description = "Of the made chunks. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--set", description = "Environment of the service, e.g. SEARCH_VECTOR_EF_SEARCH=200.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--embedding-jar",
            defaultValue = "embedding-service/target/embedding-service-0.1.0.jar",
            description = "Asked once for the real vectors. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path embeddingJar;

    @Option(
            names = "--engine-jar",
            defaultValue = "search-engine/target/search-engine-0.1.0.jar",
            description = "What is measured. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path engineJar;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description = "Folder for vectors.json and the real vectors. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public VectorsCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Files.createDirectories(folder);
        EmbeddedTexts real = EmbeddedTexts.of(RealTexts.read(Path.of("")), embeddingJar, folder, out);
        RealTexts texts = real.texts();
        VectorsBench bench = new VectorsBench(
                new GrownCorpus(seed, texts.passages(), real.passages()),
                real.queries(),
                engineJar,
                folder,
                settings,
                out);
        for (int size : chunks) {
            bench.run(size, rounds);
        }
        String command = "./celeste bench "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        VectorsReport report = new VectorsReport(
                clock.instant(),
                command,
                seed,
                texts.passages().size(),
                texts.queries().size(),
                rounds,
                bench.measured(),
                bench.built());
        out.println(report.table());
        Files.writeString(folder.resolve("vectors.json"), report.json());
        out.println("Written to " + folder.resolve("vectors.json"));
        return 0;
    }
}
