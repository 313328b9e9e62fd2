package io.celesteos.gateway.experiment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last numbers of a kind, for means and quantiles. Bounded; thread-safe. */
final class Window {

    private static final int MOST = 1_000;

    private final double[] last = new double[MOST];
    private long seen;

    synchronized void add(double value) {
        last[(int) (seen++ % MOST)] = value;
    }

    /** Null for none. */
    synchronized @Nullable Double mean() {
        return seen == 0 ? null : rounded(Arrays.stream(values()).average().orElse(0));
    }

    /** The nearest-rank quantile, {@code of} in 0..1; null for none. */
    synchronized @Nullable Double quantile(double of) {
        if (seen == 0) {
            return null;
        }
        double[] sorted = values();
        Arrays.sort(sorted);
        return rounded(sorted[Math.clamp((long) Math.ceil(of * sorted.length) - 1, 0, sorted.length - 1)]);
    }

    private double[] values() {
        return Arrays.copyOf(last, (int) Math.min(seen, MOST));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
