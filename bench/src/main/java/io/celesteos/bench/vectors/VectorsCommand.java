package io.celesteos.bench.vectors;

import io.celesteos.bench.corpus.EmbeddedTexts;
import io.celesteos.bench.corpus.GrownOptions;
import io.celesteos.bench.corpus.RealTexts;
import io.celesteos.bench.report.AsTyped;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private GrownOptions grown;

    @Option(
            names = "--rounds",
            defaultValue = "2",
            description = "Timed rounds of all queries. Default: ${DEFAULT-VALUE}")
    private int rounds;

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
        EmbeddedTexts real = grown.embedded(folder, out);
        RealTexts texts = real.texts();
        VectorsBench bench =
                new VectorsBench(grown.corpus(real), real.queries(), grown.engineJar(), folder, grown.settings(), out);
        for (int size : grown.chunks()) {
            bench.run(size, rounds);
        }
        String command = AsTyped.line(spec);
        VectorsReport report = new VectorsReport(
                clock.instant(),
                command,
                grown.seed(),
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
