package io.celesteos.search.cache;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchResponse;
import java.util.concurrent.CompletableFuture;

/**
 * One computation under way, and how long it may take.
 *
 * @param deadline of the request that computes
 * @param toleranceNanos by how much later deadlines still count as alike
 */
record Flight(Deadline deadline, long toleranceNanos, CompletableFuture<SearchResponse> answer) {

    private static final long LEAST_TOLERANCE_NANOS = 50_000_000;

    /** Of the time there is: who comes while an answer is computed ends as much later as he came. */
    private static final int TOLERATED_SHARE = 4;

    static Flight until(Deadline deadline) {
        long budget = deadline.remaining().toNanos();
        return new Flight(
                deadline, Math.max(LEAST_TOLERANCE_NANOS, budget / TOLERATED_SHARE), new CompletableFuture<>());
    }

    /** Whether whoever waits until {@code theirs} would have given the computation clearly more time. */
    boolean shorterThan(Deadline theirs) {
        return theirs.nanoTime() - deadline.nanoTime() > toleranceNanos;
    }
}
