package io.celesteos.search.cache;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchResponse;
import java.util.concurrent.CompletableFuture;

/**
 * One computation under way, and how long it may take.
 *
 * @param deadline of the request that computes
 */
record Flight(Deadline deadline, CompletableFuture<SearchResponse> answer) {

    /** Deadlines of requests that came together differ by what the network did. */
    private static final long SAME_NANOS = 50_000_000;

    static Flight until(Deadline deadline) {
        return new Flight(deadline, new CompletableFuture<>());
    }

    /** Whether whoever waits until {@code theirs} would have given the computation more time. */
    boolean shorterThan(Deadline theirs) {
        return theirs.nanoTime() - deadline.nanoTime() > SAME_NANOS;
    }
}
