package io.celesteos.embedding.schedule;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that computes. A platform one, because native code would pin a virtual one. What a step fails with,
 * errors included, is its job's: the runner goes on. A crash inside a native library ends the process, which no
 * code here can catch.
 */
final class Runner {

    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    private final EncodeQueue queue;
    private final boolean shortLiveOnly;
    private final ScheduleMeters meters;
    private final Thread thread;

    /** When the step being computed was begun; meaningful while {@link #busy}. */
    private volatile long since;

    private volatile boolean busy;

    Runner(String name, EncodeQueue queue, boolean shortLiveOnly, ScheduleMeters meters) {
        this.queue = queue;
        this.shortLiveOnly = shortLiveOnly;
        this.meters = meters;
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

    boolean busy() {
        return busy;
    }

    /** Whether it has been computing one step for longer than {@code limit}. */
    boolean stuck(Duration limit) {
        return busy && System.nanoTime() - since > limit.toNanos();
    }

    private void work() {
        try {
            for (EncodeBatch batch = queue.take(shortLiveOnly); batch != null; batch = queue.take(shortLiveOnly)) {
                run(batch);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(EncodeBatch batch) {
        long start = System.nanoTime();
        since = start;
        busy = true;
        try {
            meters.taken(batch, start);
            batch.compute();
        } catch (RuntimeException | Error failure) {
            log.error("A step of {} failed outside of the model", batch.model().name(), failure);
            batch.fail(failure);
        } finally {
            busy = false;
            long took = System.nanoTime() - start;
            queue.finished(batch, took);
            meters.computed(batch, took);
        }
    }
}
