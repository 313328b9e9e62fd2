package io.celesteos.bench.load;

import io.celesteos.bench.report.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of the budgets of the architecture: two cores, warm, 100,000 chunks. */
record SearchBudget(Backend backend, Budget budget) {

    static final int CHUNKS = 100_000;

    private static final double WORDS_P99 = 3;
    private static final double VECTORS_P99 = 8;
    private static final double HYBRID_P95 = 25;
    private static final double MEGABYTES = 1_024;

    /** With the name of where the vectors are. */
    Budget named() {
        return new Budget(budget.what() + ", " + backend.title(), budget.measured(), budget.below(), budget.unit());
    }

    /** Of the findings at {@link #CHUNKS}; empty when that size was not measured. */
    static List<SearchBudget> of(List<Finding> findings) {
        List<SearchBudget> budgets = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.chunks() != CHUNKS) {
                continue;
            }
            Backend home = finding.backend();
            Double words = time(finding, Kind.WORDS, Speed::own, Percentiles::p99);
            Double vectors = time(finding, Kind.VECTORS, Speed::own, Percentiles::p99);
            Double hybrid = time(finding, Kind.HYBRID, Speed::single, Percentiles::p95);
            double resident = finding.footprint().residentMegabytes();
            Stream.of(
                            new Budget("BM25 branch, p99", words, WORDS_P99, "ms"),
                            new Budget("vector branch, p99", vectors, VECTORS_P99, "ms"),
                            new Budget("hybrid without rerank, HTTP to HTTP, p95", hybrid, HYBRID_P95, "ms"),
                            new Budget("resident memory", resident > 0 ? resident : null, MEGABYTES, "MB"))
                    .forEach(budget -> budgets.add(new SearchBudget(home, budget)));
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
