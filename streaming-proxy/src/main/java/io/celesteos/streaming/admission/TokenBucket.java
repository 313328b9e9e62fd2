package io.celesteos.streaming.admission;

import java.time.Duration;

/**
 * Lets a number of things happen in a time, evenly refilled: after a quiet time all at once, then at the rate of
 * the refill. To be used by one thread at a time.
 */
public final class TokenBucket {

    private final int capacity;
    private final double nanosPerToken;
    private double tokens;
    private long filledAt;

    /** @param now any nanosecond clock's reading; later calls use the same clock */
    public TokenBucket(int capacity, Duration refill, long now) {
        this.capacity = capacity;
        this.nanosPerToken = (double) refill.toNanos() / capacity;
        this.tokens = capacity;
        this.filledAt = now;
    }

    /** Takes a token; false when there is none. */
    public boolean take(long now) {
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Whole tokens left. */
    int left() {
        return (int) tokens;
    }

    boolean full(long now) {
        fill(now);
        return tokens >= capacity;
    }

    /** Until {@link #take} succeeds again. */
    Duration untilNext() {
        return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - tokens) * nanosPerToken));
    }

    private void fill(long now) {
        tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) / nanosPerToken);
        filledAt = now;
    }
}
