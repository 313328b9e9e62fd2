package io.celesteos.bench;

import io.celesteos.bench.embedding.EmbeddingCommand;
import io.celesteos.bench.embedding.WordPiecesCommand;
import io.celesteos.bench.ingest.IngestCommand;
import io.celesteos.bench.load.LoadCommand;
import io.celesteos.bench.nlp.NlpCommand;
import io.celesteos.bench.quality.QualityCommand;
import io.celesteos.bench.retrieval.ProjectionCommand;
import io.celesteos.bench.retrieval.RetrievalCommand;
import io.celesteos.bench.vectors.VectorsCommand;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./celeste bench [what]}; without a word for what, {@code latency}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[latency | COMMAND]",
        description = "Measure; prints a table, writes JSON and an SVG plot.")
public final class BenchCommand implements Runnable {

    private static final Set<String> OF_THE_PARENT = Set.of("-h", "--help", "-V", "--version");

    private BenchCommand() {}

    /** Not reached: {@link #execute} always names a measurement. */
    @Override
    public void run() {
        throw new IllegalStateException("no measurement was named");
    }

    static int execute(PrintStream out, Clock clock, String... arguments) {
        CommandLine line = new CommandLine(new BenchCommand());
        line.addSubcommand(new LatencyCommand(out, clock));
        line.addSubcommand(new EmbeddingCommand(out, clock));
        line.addSubcommand(new RetrievalCommand(out, clock));
        line.addSubcommand(new ProjectionCommand(out));
        line.addSubcommand(new QualityCommand(out, clock));
        line.addSubcommand(new VectorsCommand(out, clock));
        line.addSubcommand(LoadCommand.line(out, clock));
        line.addSubcommand(new NlpCommand(out, clock));
        line.addSubcommand(new IngestCommand(out, clock));
        line.addSubcommand(new WordPiecesCommand(out));
        return line.execute(withDefault(line.getSubcommands().keySet(), arguments));
    }

    private static String[] withDefault(Set<String> measurements, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (measurements.contains(first) || OF_THE_PARENT.contains(first)) {
            return arguments;
        }
        List<String> completed = new ArrayList<>(List.of(arguments));
        completed.addFirst("latency");
        return completed.toArray(String[]::new);
    }

    public static void main(String[] arguments) {
        System.exit(execute(System.out, Clock.systemUTC(), arguments));
    }
}
