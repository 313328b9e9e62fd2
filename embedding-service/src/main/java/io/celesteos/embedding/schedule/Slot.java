package io.celesteos.embedding.schedule;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one step at a time is computed, on the thread that calls. What a step fails with, errors included, is its
 * job's: the thread goes on. A crash inside a native library ends the process, which no code here can catch.
 */
final class Slot {

    private static final Logger log = LoggerFactory.getLogger(Slot.class);

    private final EncodeQueue queue;
    private final ScheduleMeters meters;

    /** When the step being computed was begun; meaningful while {@link #busy}. */
    private volatile long since;

    private volatile boolean busy;

    Slot(EncodeQueue queue, ScheduleMeters meters) {
        this.queue = queue;
        this.meters = meters;
    }

    boolean busy() {
        return busy;
    }

    /** Whether it has been computing one step for longer than {@code limit}. */
    boolean stuck(Duration limit) {
        return busy && System.nanoTime() - since > limit.toNanos();
    }

    void run(EncodeBatch batch) {
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
