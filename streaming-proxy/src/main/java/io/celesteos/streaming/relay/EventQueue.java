package io.celesteos.streaming.relay;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.streaming.event.StreamEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Events between those who make them (several threads) and the one thread that writes them. Bounded: a slow
 * reader holds the makers up, until the deadline. The last event has a place of its own, so that a full queue
 * cannot keep it out, and nothing gets in after it.
 */
final class EventQueue {

    private final int capacity;
    private final Deadline deadline;
    private final ArrayDeque<StreamEvent> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    private @Nullable StreamEvent end;
    private boolean ended;

    EventQueue(int capacity, Deadline deadline) {
        this.capacity = capacity;
        this.deadline = deadline;
    }

    /**
     * Adds an event, waiting for room if need be.
     *
     * @return false when it is too late for it: the queue has ended, or the deadline passed while it was full
     */
    boolean put(StreamEvent event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && waiting.size() >= capacity) {
                if (notFull.awaitNanos(deadline.remaining().toNanos()) <= 0) {
                    return false;
                }
            }
            if (ended) {
                return false;
            }
            waiting.add(event);
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Adds the last event; only the first call counts. */
    void finish(StreamEvent last) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                end = last;
                notEmpty.signal();
                notFull.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next event; null when there was none for that long. */
    @Nullable
    StreamEvent poll(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (waiting.isEmpty() && end == null) {
                if (left <= 0) {
                    return null;
                }
                left = notEmpty.awaitNanos(left);
            }
            if (waiting.isEmpty()) {
                StreamEvent last = end;
                end = null;
                return last;
            }
            notFull.signal();
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the next {@link #poll} has something at once. */
    boolean hasMore() {
        lock.lock();
        try {
            return !waiting.isEmpty() || end != null;
        } finally {
            lock.unlock();
        }
    }
}
