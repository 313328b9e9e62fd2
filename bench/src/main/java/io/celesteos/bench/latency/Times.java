package io.celesteos.bench.latency;

import java.util.Arrays;

/**
 * The times of one probe, in milliseconds, sorted.
 *
 * @param failures requests that were not answered with 200; their times are not in {@code millis}
 */
public record Times(String probe, double[] millis, int failures) {

    public Times {
        millis = millis.clone();
        Arrays.sort(millis);
    }

    @Override
    public double[] millis() {
        return millis.clone();
    }

    /**
     * Nearest-rank percentile: the smallest time that at least {@code percent} of all are not above.
     *
     * @param percent above 0, up to 100
     * @return NaN when there are no times
     */
    public double percentile(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be above 0 and up to 100, not " + percent);
        }
        return millis.length == 0 ? Double.NaN : millis[(int) Math.ceil(percent / 100 * millis.length) - 1];
    }
}
