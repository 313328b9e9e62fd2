package io.celesteos.bench.retrieval;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.judged.JudgedSet.Passage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./celeste bench projection}: the directions that token vectors are projected to. */
@Command(
        name = "projection",
        mixinStandardHelpOptions = true,
        description = "Find the principal directions of a model's token vectors, over passages of the judged"
                + " collections (no queries, no judgments); writes a .pca file for the embedding-service.")
public final class ProjectionCommand implements Callable<Integer> {

    private final PrintStream out;

    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "scifact,cranfield",
            description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> sets;

    @Option(names = "--every", defaultValue = "10", description = "Takes each n-th passage. Default: ${DEFAULT-VALUE}")
    private int every;

    @Option(names = "--directions", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(
            names = "--out",
            defaultValue = "embedding-service/src/main/resources/projections",
            description = "Folder for <model>.pca. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public ProjectionCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        try (AnswerLog log = options.log()) {
            MeasuredService service = options.measured(options.client(), log, out);
            int dimensions = service.embed(List.of("x"), io.celesteos.contracts.embedding.InputType.PASSAGE)
                    .getFirst()
                    .length;
            PrincipalDirections directions = new PrincipalDirections(dimensions);
            int passages = 0;
            for (String name : sets) {
                List<Passage> all = JudgedSet.read(options.set(name), "test").passages();
                List<String> texts = IntStream.range(0, all.size())
                        .filter(i -> i % every == 0)
                        .mapToObj(i -> all.get(i).text())
                        .toList();
                service.fetchRows(texts, StoredVectors.ALL);
                for (String text : texts) {
                    directions.add(Rows.unpack(service.rows(text, StoredVectors.ALL), dimensions));
                }
                passages += texts.size();
            }
            write(directions, dimensions, passages);
        }
        return 0;
    }

    private void write(PrincipalDirections directions, int dimensions, int passages) throws IOException {
        PrincipalDirections.Solution solution = directions.solve();
        float[] values = new float[count * dimensions];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) solution.vectors()[i / dimensions][i % dimensions];
        }
        Path file = folder.resolve(options.model() + ".pca");
        new ProjectionFile(values, dimensions).write(file);
        out.printf(Locale.ROOT, "%d token vectors of %d passages; written to %s%n", directions.rows(), passages, file);
        for (int n = 32; n <= count; n += 32) {
            out.printf(
                    Locale.ROOT,
                    "%d dimensions keep %.1f %% of the squared length%n",
                    n,
                    100 * Arrays.stream(solution.shares(), 0, n).sum());
        }
    }
}
