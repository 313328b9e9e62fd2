package io.celesteos.bench.ingest;

import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All of one run. */
record IngestFindings(
        Instant at,
        String command,
        Machine machine,
        IngestPlan plan,
        List<PartResult> parts,
        List<MemoryTrace.Reading> memory) {

    private static final double SHARE = 0.9;

    /** Of a part's median; what is beyond it is no longer a heap that breathes. */
    private static final double CONSTANT = 0.1;

    /** A part that is over before has not shown anything about its memory. */
    private static final int FEWEST_READINGS = 40;

    IngestFindings {
        parts = List.copyOf(parts);
        memory = List.copyOf(memory);
    }

    /** What was aimed at, and what came out. */
    record Target(String what, String wanted, double measured, boolean met) {}

    /** Medians over the rounds of one part. */
    record Medians(
            String part,
            int rounds,
            double ratio,
            double seconds,
            double passagesPerSecond,
            double floorPassagesPerSecond,
            double tokensPerSecond,
            double filesPerSecond,
            double pagesPerSecond) {}

    List<String> names() {
        return parts.stream().map(PartResult::part).distinct().toList();
    }

    List<Medians> medians() {
        return names().stream().map(this::medians).toList();
    }

    private Medians medians(String name) {
        List<PartResult> rounds =
                parts.stream().filter(each -> each.part().equals(name)).toList();
        return new Medians(
                name,
                rounds.size(),
                median(rounds, PartResult::ratio),
                median(rounds, PartResult::seconds),
                median(rounds, PartResult::passagesPerSecond),
                median(rounds, each -> each.floor().passagesPerSecond()),
                median(rounds, PartResult::tokensPerSecond),
                median(rounds, PartResult::filesPerSecond),
                median(rounds, each -> each.pages() / each.seconds()));
    }

    private static double median(List<PartResult> rounds, ToDoubleFunction<PartResult> figure) {
        double[] values = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (Medians each : medians()) {
            targets.add(new Target(
                    each.part() + ": of the embedding-service's own speed",
                    "at least 0.90",
                    each.ratio(),
                    each.ratio() >= SHARE));
        }
        for (String name : names()) {
            List<MemoryTrace.Reading> readings =
                    memory.stream().filter(each -> each.part().equals(name)).toList();
            if (readings.size() >= FEWEST_READINGS) {
                double limit = CONSTANT * MemoryTrace.median(readings);
                MemoryTrace.growth(readings)
                        .ifPresent(growth -> targets.add(new Target(
                                name + ": growth of resident memory, MB", "below a tenth", growth, growth < limit)));
            }
        }
        return targets;
    }

    double peak() {
        return memory.stream().mapToDouble(MemoryTrace.Reading::resident).max().orElse(0);
    }

    double peakOfReaders() {
        return memory.stream().mapToDouble(MemoryTrace.Reading::readers).max().orElse(0);
    }
}
