package io.celesteos.bench.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was aimed at, and what came out.
 *
 * @param wanted in words, e.g. {@code at least 0.95}
 */
record Target(String what, String wanted, double measured, String unit, boolean met) {

    private static final double RAW_SHARE = 0.95;
    private static final double TIMES_NODE = 4;
    private static final double OVERHEAD_MILLIS = 1;
    private static final double LIVE_P95_MILLIS = 25;
    private static final double RESIDENT_MEGABYTES = 1_024;

    private static Target atLeast(String what, double limit, double measured, String unit) {
        return new Target(what, String.format(Locale.ROOT, "at least %.2f", limit), measured, unit, measured >= limit);
    }

    private static Target below(String what, double limit, double measured, String unit) {
        return new Target(what, String.format(Locale.ROOT, "below %.0f", limit), measured, unit, measured < limit);
    }

    static List<Target> of(
            List<Outcome> outcomes, LiveQueries.@Nullable Result live, List<MemoryWatch.Reading> memory) {
        List<Target> targets = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            outcome.ours().ifPresent(ours -> targets.addAll(of(outcome, ours)));
        }
        if (live != null) {
            targets.add(below(
                    "query during a bulk job, p95",
                    LIVE_P95_MILLIS,
                    live.queries().percentile(95),
                    "ms"));
        }
        memory.stream()
                .max(Comparator.comparingLong(MemoryWatch.Reading::megabytes))
                .ifPresent(most -> targets.add(
                        below("resident memory, " + most.when(), RESIDENT_MEGABYTES, most.megabytes(), "MB")));
        return targets;
    }

    private static List<Target> of(Outcome outcome, Series ours) {
        List<Target> targets = new ArrayList<>();
        Series raw = outcome.bestRaw();
        String title = outcome.workload().title();
        if (outcome.workload().query()) {
            targets.add(below(title + ": over the raw runtime", OVERHEAD_MILLIS, ours.median() - raw.median(), "ms"));
        } else {
            targets.add(atLeast(title + ": of the best raw speed", RAW_SHARE, ours.speedRelativeTo(raw), "x"));
        }
        if (outcome.workload() == Workload.MIXED) {
            outcome.bestNode()
                    .ifPresent(node -> targets.add(atLeast(
                            title + ": against " + node.contender(), TIMES_NODE, ours.speedRelativeTo(node), "x")));
        }
        return targets;
    }
}
