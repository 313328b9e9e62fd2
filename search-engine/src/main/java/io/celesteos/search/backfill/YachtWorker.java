package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on yachts in the background, one after the other. What fails is tried again, after a pause that grows with
 * each failure in a row. Can be stopped and started again; which yachts have work is kept meanwhile. Thread-safe.
 */
final class YachtWorker {

    private static final Logger log = LoggerFactory.getLogger(YachtWorker.class);

    /** Some of one yacht's work. */
    interface Work {

        void on(YachtId yacht) throws InterruptedException;
    }

    private final String name;
    private final BackfillProperties properties;
    private final Work work;
    private final Predicate<RuntimeException> away;
    private final YachtQueue queue = new YachtQueue();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread, and of the work in the log
     * @param away whether a failure only says that something is not there for now
     */
    YachtWorker(String name, BackfillProperties properties, Work work, Predicate<RuntimeException> away) {
        this.name = name;
        this.properties = properties;
        this.work = work;
        this.away = away;
    }

    /** The yacht has work; returns at once. */
    void add(YachtId yacht) {
        queue.add(yacht);
    }

    /** For the work itself: whether other yachts have work too. */
    boolean othersWait() {
        return !queue.isEmpty();
    }

    synchronized void start() {
        CountDownLatch end = new CountDownLatch(1);
        stopping = end;
        thread = Thread.ofVirtual().name(name).start(() -> run(end));
    }

    synchronized void stop() {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        thread = null;
    }

    boolean running() {
        return thread != null;
    }

    /** For the work itself, where others go first. */
    void rest() throws InterruptedException {
        rest(properties.firstPause());
    }

    /** For the work itself, where it must not go on at once. Ends early when the worker is stopped. */
    void rest(Duration pause) throws InterruptedException {
        pause(pause.toMillis(), stopping);
    }

    private void run(CountDownLatch end) {
        int failures = 0;
        try {
            while (end.getCount() > 0) {
                YachtId yacht = queue.take();
                try {
                    work.on(yacht);
                    failures = 0;
                } catch (RuntimeException failure) {
                    if (!away.test(failure)) {
                        log.warn("{}: yacht {} failed; trying again", name, yacht, failure);
                    }
                    queue.add(yacht);
                    failures++;
                    long pause = Math.max(pauseAfter(failures), asked(failure));
                    log.info("{} waits {} ms: {}", name, pause, failure.getMessage());
                    pause(pause, end);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private long pauseAfter(int failures) {
        long first = properties.firstPause().toMillis();
        return Math.min(
                first << Math.min(failures - 1, 20), properties.longestPause().toMillis());
    }

    /** Who says when to come again is not asked before. */
    private static long asked(RuntimeException failure) {
        return failure instanceof EmbeddingUnavailableException away
                ? away.retryAfter().toMillis()
                : 0;
    }

    private static void pause(long millis, CountDownLatch end) throws InterruptedException {
        boolean ended = end.await(millis, TimeUnit.MILLISECONDS);
        log.trace("Pause over, stopping: {}", ended);
    }
}
