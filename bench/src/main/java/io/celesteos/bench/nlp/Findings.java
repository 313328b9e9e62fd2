package io.celesteos.bench.nlp;

import io.celesteos.bench.latency.Times;
import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All of one run.
 *
 * @param starts by the way of starting; empty where a running service was asked
 * @param loads in the order in which they were sent
 * @param residentMegabytes of the service after all loads; 0 where it is not this machine's to say
 */
record Findings(
        Instant at,
        String command,
        Machine machine,
        Map<String, List<Launch.Start>> starts,
        List<Load> loads,
        double residentMegabytes) {

    private static final double START_MILLIS = 3_000;
    private static final double P95_MILLIS = 2;
    private static final double PER_SECOND = 1_000;
    private static final double RESIDENT = 512;
    private static final double HARD_MILLIS = 50;

    Findings {
        starts = new LinkedHashMap<>(starts);
        loads = List.copyOf(loads);
    }

    /** What was aimed at, and what came out. */
    record Target(String what, String wanted, double measured, boolean met) {}

    int failures() {
        return loads.stream().mapToInt(load -> load.times().failures()).sum();
    }

    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        starts.forEach((way, starts) -> {
            double ready = median(
                    starts.stream().mapToDouble(Launch.Start::readyMillis).toArray());
            targets.add(new Target("start, " + way + ", ms", "below 3000", ready, ready < START_MILLIS));
        });
        for (Load load : loads) {
            switch (load.name()) {
                case NlpBench.STEADY ->
                    targets.add(new Target("p95 at a steady rate, ms", "below 2", load.p95(), load.p95() < P95_MILLIS));
                case NlpBench.SATURATED ->
                    targets.add(new Target(
                            "requests a second at saturation",
                            "at least 1000",
                            load.perSecond(),
                            load.perSecond() >= PER_SECOND));
                case NlpBench.HARD ->
                    targets.add(new Target(
                            "10,000 hard characters, p95, ms", "below 50", load.p95(), load.p95() < HARD_MILLIS));
                default -> {}
            }
        }
        if (residentMegabytes > 0) {
            targets.add(
                    new Target("resident memory, MB", "below 512", residentMegabytes, residentMegabytes < RESIDENT));
        }
        return targets;
    }

    static double median(double... values) {
        return new Times("", values, 0).percentile(50);
    }
}
