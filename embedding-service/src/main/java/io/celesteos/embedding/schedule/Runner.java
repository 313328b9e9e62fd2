package io.celesteos.embedding.schedule;

import java.time.Duration;

/** A thread that computes. A platform one, because native code would pin a virtual one for as long as a text takes. */
final class Runner {

    private final EncodeQueue queue;
    private final boolean shortLiveOnly;
    private final Slot slot;
    private final Thread thread;

    Runner(String name, EncodeQueue queue, boolean shortLiveOnly, Slot slot) {
        this.queue = queue;
        this.shortLiveOnly = shortLiveOnly;
        this.slot = slot;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Waits for its end, which comes when the queue is closed and its step is over. */
    boolean join(Duration limit) throws InterruptedException {
        return !thread.isAlive() || thread.join(limit);
    }

    Thread thread() {
        return thread;
    }

    boolean alive() {
        return thread.isAlive();
    }

    Slot slot() {
        return slot;
    }

    private void work() {
        try {
            for (EncodeBatch batch = queue.take(shortLiveOnly); batch != null; batch = queue.take(shortLiveOnly)) {
                slot.run(batch);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
