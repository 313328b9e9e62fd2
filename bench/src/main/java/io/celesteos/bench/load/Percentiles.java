package io.celesteos.bench.load;

import io.celesteos.bench.latency.Times;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Times in milliseconds, {@code n} of them. */
record Percentiles(int n, double p50, double p95, double p99) {

    /** Null of none. */
    static @Nullable Percentiles of(Collection<Double> millis) {
        if (millis.isEmpty()) {
            return null;
        }
        Times times =
                new Times("", millis.stream().mapToDouble(Double::doubleValue).toArray(), 0);
        return new Percentiles(
                millis.size(),
                rounded(times.percentile(50)),
                rounded(times.percentile(95)),
                rounded(times.percentile(99)));
    }

    private static double rounded(double millis) {
        return Math.round(millis * 1_000) / 1_000.0;
    }
}
