package io.celesteos.stack.cli;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.ingest.FoundFiles;
import io.celesteos.stack.ingest.Ingest;
import io.celesteos.stack.ingest.Tally;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Interruption;
import io.celesteos.stack.terminal.Shown;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ingest}: files and folders into a yacht. */
@Command(
        name = "ingest",
        description = "Send files and folders to a yacht and follow them until they can be found.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ends with 0 when every file is in, 3 when some are not, 4 when nothing answers.",
            "The same content twice is one document, so that it does no harm to send a folder again."
        })
final class IngestCommand implements Callable<Integer> {

    private static final int SHOWN_FAILURES = 50;
    private static final int SHOWN_JOBS = 3;

    private final Surroundings around;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A file, a folder with all below it, or a pattern in quotes, e.g. 'manuals/**/*.pdf'.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> names;

    @Option(
            names = {"-m", "--meta"},
            paramLabel = "NAME=VALUE",
            description = "Metadata of all these files, e.g. -m system=fuel.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(names = "--all-files", description = "Send files of folders whatever their names end with.")
    private boolean allFiles;

    @Option(
            names = {"--no-wait"},
            negatable = false,
            description = "End once all is sent. Default: --follow, until all is read and has its vectors.")
    private boolean noWait;

    @Option(names = "--follow", hidden = true, description = "The default.")
    private boolean follow;

    @Option(
            names = "--patience",
            paramLabel = "MINUTES",
            defaultValue = "30",
            description = "Longest time without any progress. Default: ${DEFAULT-VALUE}")
    private int patience;

    @Mixin
    private final GatewayOptions where = new GatewayOptions();

    @Mixin
    private final JsonOutput json = new JsonOutput();

    IngestCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (noWait && follow) {
            throw new UserError("--follow and --no-wait exclude each other.");
        }
        if (patience < 1) {
            throw new UserError("--patience must be at least a minute, not " + patience + ".");
        }
        Terminal aside = around.terminal().aside();
        AtomicReference<@Nullable Ingest> running = new AtomicReference<>();
        long start = System.nanoTime();
        try (Interruption ctrlC = new Interruption(() -> lastWords(running.get(), aside));
                Gateway gateway = around.gateway(where.access(around.layout()), ctrlC)) {
            Ingest ingest = new Ingest(
                    gateway,
                    aside,
                    Ingest.Limits.of(Duration.ofMinutes(patience)),
                    metadata.isEmpty() ? null : JsonStrictness.mapper().writeValueAsString(metadata),
                    !noWait);
            running.set(ingest);
            Tally tally = ingest.run(new FoundFiles(names, allFiles));
            report(tally, Duration.ofNanos(System.nanoTime() - start));
            return tally.well() ? ExitCode.DONE : ExitCode.IN_PART;
        }
    }

    private static void lastWords(@Nullable Ingest ingest, Terminal aside) {
        List<String> open = ingest == null ? List.of() : ingest.openJobs();
        aside.say("");
        aside.say(
                open.isEmpty()
                        ? "Stopped. What was sent goes on by itself: ./celeste jobs"
                        : "Stopped watching; " + open.size()
                                + " jobs go on by themselves. Follow them with ./celeste jobs"
                                + " --watch, end one with ./celeste jobs cancel " + open.getFirst() + ".");
    }

    private void report(Tally tally, Duration took) {
        if (json.wanted()) {
            json.print(around.terminal(), document(tally, took));
            return;
        }
        Terminal terminal = around.terminal();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Outcome", "Files", ""));
        for (String status : List.of("stored", "duplicate", "sent", "failed", "cancelled")) {
            if (tally.of(status) > 0 || status.equals(noWait ? "sent" : "stored")) {
                rows.add(List.of(status, Long.toString(tally.of(status)), remark(status)));
            }
        }
        if (tally.unsupportedOnes() > 0) {
            rows.add(List.of(
                    "left out", Long.toString(tally.unsupportedOnes()), "other formats (--all-files sends them)"));
        }
        if (tally.hiddenOnes() > 0) {
            rows.add(List.of("left out", Long.toString(tally.hiddenOnes()), "hidden"));
        }
        terminal.table(rows);
        failures(tally, terminal);
        terminal.say("");
        terminal.say(tally.files() + " files in " + Shown.time(took)
                + (noWait ? "; they are read in the background: " + jobs(tally) : "."));
    }

    private static String remark(String status) {
        return switch (status) {
            case "duplicate" -> "the same content was there before";
            case "sent" -> "not followed";
            default -> "";
        };
    }

    private static String jobs(Tally tally) {
        return tally.jobs().size() <= SHOWN_JOBS
                ? "./celeste jobs show " + String.join(", ", tally.jobs())
                : "./celeste jobs (" + tally.jobs().size() + " jobs)";
    }

    private static void failures(Tally tally, Terminal terminal) {
        if (tally.failures().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Failed", "Code", "Reason"));
        tally.failures().stream()
                .limit(SHOWN_FAILURES)
                .forEach(each -> rows.add(List.of(
                        Shown.cut(Shown.plain(each.file()), 80),
                        each.code(),
                        Shown.cut(Shown.plain(each.reason()), 120))));
        terminal.say("");
        terminal.table(rows);
        if (tally.of("failed") > SHOWN_FAILURES) {
            terminal.say("  and " + (tally.of("failed") - SHOWN_FAILURES) + " more; --json names up to 1,000");
        }
    }

    private static Map<String, Object> document(Tally tally, Duration took) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("files", tally.files());
        for (String status : List.of("stored", "duplicate", "failed", "cancelled", "sent")) {
            document.put(status, tally.of(status));
        }
        Map<String, Long> leftOut = new LinkedHashMap<>();
        leftOut.put("hidden", tally.hiddenOnes());
        leftOut.put("unsupported", tally.unsupportedOnes());
        document.put("left_out", leftOut);
        document.put("jobs", tally.jobs());
        document.put("failures", tally.failures());
        document.put("seconds", took.toMillis() / 1000.0);
        return document;
    }
}
