package io.celesteos.bench.load.stream;

import io.celesteos.bench.report.AsTyped;
import io.celesteos.bench.report.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench load stream}: what the streaming-proxy adds to each event, with many streams open. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Open many streams of the streaming-proxy before upstreams that write when they sent what, and"
                + " some to the language model itself at the same time: time added to each event, memory, streams lost,"
                + " and how they end when the service is stopped; prints a table, writes JSON and an SVG plot.")
public final class LoadStreamCommand implements Callable<Integer> {

    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--streams", defaultValue = "2000", description = "Open at once. Default: ${DEFAULT-VALUE}")
    private int streams;

    @Option(
            names = "--direct",
            defaultValue = "200",
            description = "Open to the language model itself, at the same time. Default: ${DEFAULT-VALUE}")
    private int direct;

    @Option(
            names = "--interval",
            defaultValue = "2000",
            description = "Milliseconds between two events of a stream. Default: ${DEFAULT-VALUE}")
    private int interval;

    @Option(names = "--seconds", defaultValue = "60", description = "Events are timed for. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--ramp", defaultValue = "30", description = "Seconds to open in. Default: ${DEFAULT-VALUE}")
    private int ramp;

    @Option(names = "--warm-up", defaultValue = "15", description = "Seconds. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--heap", defaultValue = "205", description = "Megabytes of the proxy. Default: ${DEFAULT-VALUE}")
    private int heap;

    @Option(
            names = "--gc",
            defaultValue = "g1",
            description = "Garbage collector of the proxy, of serial (as ./celeste up starts it), parallel, g1,"
                    + " shenandoah and z. Default:"
                    + " ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private StreamPlan.Collector collector;

    @Option(
            names = "--jvm",
            split = ",",
            description = "More options of the proxy's JVM, such as -Xmn48m; separated by commas. Default: none")
    private List<String> options = List.of();

    @Option(
            names = "--streaming-jar",
            defaultValue = "streaming-proxy/target/streaming-proxy-0.1.0.jar",
            description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path jar;

    @Option(
            names = "--out",
            defaultValue = ".celeste/bench",
            description =
                    "Folder for load-stream.json, load-stream.svg and the service's log. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    public LoadStreamCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        StreamPlan plan = new StreamPlan(
                streams,
                direct,
                Duration.ofMillis(interval),
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(ramp),
                Duration.ofSeconds(seconds),
                heap,
                collector,
                options,
                jar,
                folder);
        List<String> wrong = new ArrayList<>(plan.wrong());
        if (!Files.isRegularFile(jar)) {
            wrong.add(jar + " is not there: build it with ./celeste build");
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(each -> out.println("✗ " + each + "."));
            return 1;
        }
        try {
            Files.createDirectories(folder);
            return write(new StreamReport(
                    clock.instant(), AsTyped.line(spec), Machine.here(), plan, new StreamBench(plan, out).run()));
        } catch (IOException | RuntimeException failure) {
            out.println("✗ " + failure.getMessage());
            return 1;
        }
    }

    private int write(StreamReport report) throws IOException {
        out.println(Ansi.AUTO.string(report.table()));
        Files.writeString(folder.resolve("load-stream.json"), report.json());
        Files.writeString(folder.resolve("load-stream.svg"), new StreamPlot(report.findings()).svg());
        out.println("Written to " + folder + ": load-stream.json and load-stream.svg");
        if (!report.good()) {
            out.println("✗ Streams were lost or never began; the log of the service is in " + folder + ".");
        }
        return report.good() ? 0 : 1;
    }
}
