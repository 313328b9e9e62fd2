package io.celesteos.embedding.caller;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * The bounds of every latency histogram of the service: enough to read a percentile from, from a cached vector
 * (under 1 ms) to the default deadline (30 s), and few enough to be kept for each model.
 */
public final class LatencyBuckets {

    private static final int[] MILLIS = {
        1, 2, 5, 10, 15, 20, 25, 35, 50, 75, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000
    };

    private LatencyBuckets() {}

    public static Duration[] all() {
        return IntStream.of(MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
