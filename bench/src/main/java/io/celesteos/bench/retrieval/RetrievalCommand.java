package io.celesteos.bench.retrieval;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.report.AsTyped;
import io.celesteos.bench.retrieval.RetrievalReport.SetResult;
import io.celesteos.contracts.embedding.InputType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench retrieval}: what reranking and compression do to the quality of search. */
@Command(
        name = "retrieval",
        mixinStandardHelpOptions = true,
        description = "Measure search quality on judged collections against a running embedding-service; prints a"
                + " table, writes JSON.")
public final class RetrievalCommand implements Callable<Integer> {

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "scifact,cranfield",
            description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> sets;

    @Option(names = "--split", defaultValue = "test", description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String split;

    @Option(names = "--queries", defaultValue = "2147483647", description = "At most so many, the first. Default: all")
    private int queries;

    @Option(
            names = "--rerankers",
            split = ",",
            defaultValue = "late-interaction:bge-small-en-v1.5,cross-encoder:ms-marco-MiniLM-L-6-v2",
            description = "Scorers to measure; one that is not installed is said so. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> rerankers;

    @Option(names = "--weights", split = ",", description = "Further weights to blend with, for tuning on train.")
    private List<Double> weights = List.of();

    @Option(names = "--no-stored", description = "Leaves out the compressions of stored token vectors.")
    private boolean withoutStored;

    @Option(
            names = "--projections",
            defaultValue = "embedding-service/src/main/resources/projections",
            description = "Folder of the service's projections. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path projections;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description = "Folder for retrieval.json and the fused runs. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public RetrievalCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        List<SetResult> results = new ArrayList<>();
        Files.createDirectories(folder);
        try (AnswerLog log = options.log()) {
            MeasuredService service = options.measured(options.client(), log, out);
            for (String name : sets) {
                results.add(measure(
                        service, JudgedSet.read(options.set(name), split).limited(queries)));
            }
        }
        String command = AsTyped.line(spec);
        RetrievalReport report = new RetrievalReport(clock.instant(), command, options.model(), results);
        out.println(report.table());
        Files.writeString(folder.resolve("retrieval.json"), report.json());
        out.println("Written to " + folder.resolve("retrieval.json"));
        return 0;
    }

    private SetResult measure(MeasuredService service, JudgedSet set) throws IOException {
        RetrievalRun run = new RetrievalRun(service, set, out);
        Files.write(folder.resolve(set.name() + "-" + set.split() + "-fused.trec"), run.trecRun());
        for (String reranker : rerankers) {
            run.rerank(reranker, weights);
        }
        if (!withoutStored) {
            int dimensions = service.embed(List.of("x"), InputType.PASSAGE).getFirst().length;
            run.stored(dimensions, projection());
        }
        return new SetResult(
                set.name(), set.split(), set.queries().size(), set.passages().size(), run.rows());
    }

    private @Nullable ProjectionFile projection() throws IOException {
        Path file = projections.resolve(options.model() + ".pca");
        if (!Files.exists(file)) {
            out.println(file + " does not exist: projections are not measured.");
            return null;
        }
        return ProjectionFile.read(file);
    }
}
