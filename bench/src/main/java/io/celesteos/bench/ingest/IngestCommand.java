package io.celesteos.bench.ingest;

import io.celesteos.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description =
                "Measure how fast files are ingested, beside the embedding-service fed the same passages: texts, a"
                        + " long PDF, a folder of small files; starts PostgreSQL and the services, prints a table, writes JSON,"
                        + " Markdown and an SVG plot of the memory.")
public final class IngestCommand implements Callable<Integer> {

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--documents",
            defaultValue = "40",
            description = "Texts and Markdown files of 1,500 words. Default: ${DEFAULT-VALUE}")
    private int documents;

    @Option(names = "--pages", defaultValue = "2000", description = "Of the PDF. Default: ${DEFAULT-VALUE}")
    private int pages;

    @Option(names = "--files", defaultValue = "10000", description = "Of the folder. Default: ${DEFAULT-VALUE}")
    private int files;

    @Option(
            names = "--words",
            defaultValue = "200",
            description = "Of a small file, give or take a half. Default: ${DEFAULT-VALUE}")
    private int words;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            description = "Each part so often, with other words. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--batch",
            defaultValue = "32",
            description = "Passages in one request to the embedding-service. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--uploads", defaultValue = "2", description = "Requests at once. Default: ${DEFAULT-VALUE}")
    private int uploads;

    @Option(
            names = "--floor",
            defaultValue = "1500",
            description = "Passages of a part the embedding-service is fed directly, at most; 0 for all. Default:"
                    + " ${DEFAULT-VALUE}")
    private int floor;

    @Option(names = "--heap", defaultValue = "512", description = "Of the search-engine, MB. Default: ${DEFAULT-VALUE}")
    private int heap;

    @Option(names = "--set", description = "Environment of the search-engine as NAME=value; may be repeated.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--demo", defaultValue = "demo", description = "Folder the words are from.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path demo;

    @Option(names = "--home", defaultValue = ".", description = "The suite's folder. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path home;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description = "For ingest.json, ingest.md and ingest.svg. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public IngestCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (outside(documents, 0, 2_000)
                || outside(pages, 0, 5_000)
                || outside(files, 0, 100_000)
                || documents + pages + files == 0) {
            out.println("✗ --documents must be 0 to 2000, --pages 0 to 5000, --files 0 to 100000, and not all be 0.");
            return 1;
        }
        if (outside(words, 20, 5_000) || outside(rounds, 1, 20) || outside(batch, 1, 100) || outside(uploads, 1, 16)) {
            out.println("✗ --words must be 20 to 5000, --rounds 1 to 20, --batch 1 to 100 and --uploads 1 to 16.");
            return 1;
        }
        if (floor < 0 || outside(heap, 128, 65_536)) {
            out.println("✗ --floor must be 0 or more and --heap 128 to 65536.");
            return 1;
        }
        try {
            IngestPlan plan = new IngestPlan(documents, pages, files, words, rounds, batch, uploads, floor, seed);
            Path work = folder.resolve("ingest").toAbsolutePath();
            out.println("Starting PostgreSQL and the services ...");
            try (IngestStack stack = IngestStack.start(home, work, heap, batch, settings)) {
                IngestBench.Measured measured = new IngestBench(plan, stack, demo, work, out).run();
                write(new IngestFindings(
                        clock.instant(), command(), Machine.here(), plan, measured.parts(), measured.memory()));
            }
            return 0;
        } catch (IOException | SQLException failure) {
            out.println("✗ " + failure.getMessage());
            return 1;
        }
    }

    private static boolean outside(int value, int least, int most) {
        return value < least || value > most;
    }

    private String command() {
        return ("./celeste bench ingest "
                        + String.join(" ", spec.commandLine().getParseResult().originalArgs()))
                .strip();
    }

    private void write(IngestFindings findings) throws IOException {
        IngestReport report = new IngestReport(findings);
        out.println(report.table());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ingest.json"), report.json());
        Files.writeString(folder.resolve("ingest.md"), report.markdown());
        Files.writeString(folder.resolve("ingest.svg"), new IngestPlot(findings).svg());
        out.println("Written to " + folder + "/ingest.json, ingest.md and ingest.svg");
    }
}
