package io.celesteos.search.backfill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A few pieces of work at once, so that who computes for one already has the next while results of the one before are
 * stored. For one thread.
 */
final class Overlap implements AutoCloseable {

    private final int most;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Future<?>> underWay = new ArrayDeque<>();

    /** @param most pieces under way at once */
    Overlap(int most) {
        this.most = most;
    }

    boolean full() {
        return underWay.size() >= most;
    }

    boolean idle() {
        return underWay.isEmpty();
    }

    void begin(Runnable piece) {
        underWay.add(threads.submit(piece));
    }

    /** Returns when the oldest piece has ended; what it threw is thrown here. */
    void awaitOldest() throws InterruptedException {
        try {
            underWay.removeFirst().get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stop) {
            threads.shutdownNow();
            throw stop;
        }
    }

    /** Returns when nothing is under way any more; what was, is done to its end. */
    @Override
    public void close() {
        threads.close();
    }
}
