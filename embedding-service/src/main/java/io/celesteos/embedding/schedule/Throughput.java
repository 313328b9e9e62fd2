package io.celesteos.embedding.schedule;

import java.time.Duration;

/** Tokens a second of all runners together: a moving average over about the last 20 texts. Thread-safe. */
final class Throughput {

    /** bge-small int8 on one core of a 2-core laptop, until something was measured. */
    private static final double ASSUMED_TOKENS_PER_SECOND = 2_500;

    private static final double WEIGHT_OF_NEWEST = 0.05;

    private final int runners;
    private double tokensPerSecond = ASSUMED_TOKENS_PER_SECOND;

    Throughput(int runners) {
        this.runners = runners;
    }

    /** One runner took {@code nanos} for {@code tokens}. */
    synchronized void observe(int tokens, long nanos) {
        double seen = tokens / (Math.max(1, nanos) / 1e9);
        tokensPerSecond += WEIGHT_OF_NEWEST * (seen - tokensPerSecond);
    }

    /** How long all runners need for {@code tokens}. */
    synchronized Duration timeFor(long tokens) {
        return Duration.ofMillis((long) Math.ceil(1_000.0 * tokens / (tokensPerSecond * runners)));
    }
}
