package io.celesteos.contracts.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many retries are left. Each call pays in a share of one, each retry takes a whole one, so that retries are never
 * more than that share of the calls plus what was saved up, however many fail: a service in trouble is not buried under
 * them. Thread-safe.
 */
final class RetryBudget {

    private static final int WHOLE = 1_000;

    private final int share;
    private final int full;
    private final AtomicInteger saved;

    RetryBudget(double share, int reserve) {
        this.share = (int) Math.round(share * WHOLE);
        this.full = reserve * WHOLE;
        this.saved = new AtomicInteger(full);
    }

    void payIn() {
        // Full is the usual state: no write that other cores would have to see.
        if (saved.get() < full) {
            saved.updateAndGet(now -> Math.min(full, now + share));
        }
    }

    /** Whether there was one left, which is now taken. */
    boolean take() {
        return saved.getAndUpdate(now -> now >= WHOLE ? now - WHOLE : now) >= WHOLE;
    }

    double left() {
        return saved.get() / (double) WHOLE;
    }
}
