package io.celesteos.embedding.schedule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast one runner computes each model, as moving averages over about the last 20 steps. What a text costs
 * is told in seconds of one runner, so that a token of a large model is not taken for one of a small model.
 * Thread-safe.
 */
final class Speeds {

    /** bge-small int8 on one core of a 2-core laptop, until something was measured. */
    private static final double ASSUMED_TOKENS_PER_SECOND = 2_500;

    private static final double WEIGHT_OF_NEWEST = 0.05;

    private final Map<String, Average> byModel = new ConcurrentHashMap<>();

    /** One step of {@code tokens} took {@code nanos}. */
    void observe(String model, long tokens, long nanos) {
        byModel.merge(model, Average.ASSUMED.and(tokens, nanos), (known, first) -> known.and(tokens, nanos));
    }

    /** Seconds one runner needs for {@code tokens}. */
    double seconds(String model, long tokens) {
        return tokens / tokensPerSecond(model);
    }

    double tokensPerSecond(String model) {
        return byModel.getOrDefault(model, Average.ASSUMED).tokensPerSecond();
    }

    /** Tokens and seconds are averaged apart: short texts, whose fixed costs weigh more, do not distort it. */
    private record Average(double tokens, double seconds) {

        static final Average ASSUMED = new Average(100, 100 / ASSUMED_TOKENS_PER_SECOND);

        Average and(long moreTokens, long nanos) {
            return new Average(
                    tokens + WEIGHT_OF_NEWEST * (moreTokens - tokens),
                    seconds + WEIGHT_OF_NEWEST * (Math.max(1, nanos) / 1e9 - seconds));
        }

        double tokensPerSecond() {
            return tokens / seconds;
        }
    }
}
