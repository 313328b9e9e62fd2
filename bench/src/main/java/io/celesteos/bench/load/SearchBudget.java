package io.celesteos.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the budgets of the architecture: two cores, warm, 100,000 chunks.
 *
 * @param measured null when nothing was answered
 */
record Budget(
        String what,
        Backend backend,
        double limit,
        String unit,
        @Nullable Double measured) {

    static final int CHUNKS = 100_000;

    private static final double WORDS_P99 = 3;
    private static final double VECTORS_P99 = 8;
    private static final double HYBRID_P95 = 25;
    private static final double MEGABYTES = 1_024;

    boolean met() {
        return measured != null && measured < limit;
    }

    /** Of the findings at {@link #CHUNKS}; empty when that size was not measured. */
    static List<Budget> of(List<Finding> findings) {
        List<Budget> budgets = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.chunks() != CHUNKS) {
                continue;
            }
            Backend home = finding.backend();
            budgets.add(new Budget(
                    "BM25 branch, p99",
                    home,
                    WORDS_P99,
                    "ms",
                    time(finding, Kind.WORDS, Speed::own, Percentiles::p99)));
            budgets.add(new Budget(
                    "vector branch, p99",
                    home,
                    VECTORS_P99,
                    "ms",
                    time(finding, Kind.VECTORS, Speed::own, Percentiles::p99)));
            budgets.add(new Budget(
                    "hybrid without rerank, HTTP to HTTP, p95",
                    home,
                    HYBRID_P95,
                    "ms",
                    time(finding, Kind.HYBRID, Speed::single, Percentiles::p95)));
            double resident = finding.footprint().residentMegabytes();
            budgets.add(new Budget("resident memory", home, MEGABYTES, "MB", resident > 0 ? resident : null));
        }
        return budgets;
    }

    private static @Nullable Double time(
            Finding finding,
            Kind kind,
            Function<Speed, @Nullable Percentiles> which,
            Function<Percentiles, Double> percentile) {
        Optional<Speed> service = finding.service(kind);
        Percentiles times = service.isPresent() ? which.apply(service.get()) : null;
        return times == null ? null : percentile.apply(times);
    }
}
