package io.celesteos.embedding.model;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a model's native memory while anybody is inside it: freeing it under a running call would end the
 * process. Thread-safe.
 */
final class ModelLease {

    private final String model;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int inside;
    private long lastUseNanos = System.nanoTime();
    private boolean ended;

    ModelLease(String model) {
        this.model = model;
    }

    /** @throws ProblemException 404 when the model was unloaded meanwhile */
    <T> T during(Supplier<T> call) {
        enter();
        try {
            return call.get();
        } finally {
            leave();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (ended) {
                throw ProblemException.of(
                        ProblemType.UNKNOWN_MODEL, model + " was unloaded while this request waited for it.");
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside--;
            lastUseNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when nobody has used the model for {@code quiet}, or after {@code limit}: requests that were taken
     * before it was withdrawn still come back for their next text.
     */
    void awaitQuiet(Duration quiet, Duration limit) throws InterruptedException {
        long giveUp = System.nanoTime() + limit.toNanos();
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                long still = inside > 0 ? quiet.toNanos() : quiet.toNanos() - (now - lastUseNanos);
                long left = Math.min(still, giveUp - now);
                if (left <= 0) {
                    return;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more, and returns when the last has left. */
    void end() {
        lock.lock();
        try {
            ended = true;
            while (inside > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
