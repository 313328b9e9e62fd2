package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.lifecycle.YachtIndex.Rebuild;
import io.celesteos.search.lifecycle.YachtIndex.Refresh;
import io.celesteos.search.retrieval.IndexListener;
import io.celesteos.search.retrieval.IndexSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that work on indexes. First loads, which take seconds to minutes, have threads of their own, so that
 * the changes of open yachts never wait behind them; rebuilds share one. Each yacht is in each queue once at most,
 * and its claim is taken before it is queued: a storm of writes costs one refresh after the other.
 */
final class IndexWorkers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IndexWorkers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REBUILD_PAUSE_SHARE = 10;

    private final Duration firstPause;
    private final Duration commitInterval;
    private final IndexMeters meters;
    private final Consumer<Consumer<IndexListener>> listeners;
    private final ExecutorService loading;
    private final ExecutorService following;
    private final ExecutorService rebuilding = threads("index-rebuilder-", 1);

    /** @param listeners runs something for each listener there is */
    IndexWorkers(LifecycleProperties properties, IndexMeters meters, Consumer<Consumer<IndexListener>> listeners) {
        this.firstPause = properties.poll();
        this.commitInterval = properties.commitInterval();
        this.meters = meters;
        this.listeners = listeners;
        this.loading = threads("index-loader-", properties.loaders());
        this.following = threads("index-follower-", properties.loaders());
    }

    private static ExecutorService threads(String name, int count) {
        return Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    /**
     * Opens the yacht unless it is being worked on.
     *
     * @param allowed asked when its turn has come; where it says no, the yacht sleeps until it is wanted
     */
    void open(YachtSlot slot, BooleanSupplier allowed, Runnable afterwards) {
        claimed(slot, slot.reopensFromDisk() ? following : loading, () -> {
            if (slot.index().loaded()) {
                return;
            }
            if (allowed.getAsBoolean()) {
                refresh(slot);
                afterwards.run();
            } else {
                slot.sleep();
            }
        });
    }

    /** Brings an open yacht up to date unless it is being worked on. */
    void follow(YachtSlot slot, Runnable afterwards) {
        claimed(slot, following, () -> {
            refresh(slot);
            afterwards.run();
        });
    }

    void commit(YachtSlot slot) {
        claimed(
                slot,
                following,
                () -> attempt("commit", slot, () -> slot.index().commit(commitInterval)));
    }

    private void refresh(YachtSlot slot) {
        boolean done = attempt("refresh", slot, () -> {
            long start = System.nanoTime();
            boolean first = !slot.index().loaded();
            Refresh outcome = slot.index().refresh();
            meters.refreshed(outcome, Duration.ofNanos(System.nanoTime() - start));
            slot.succeeded();
            tell(slot, outcome, first);
            slot.index().commit(commitInterval);
        });
        if (!done) {
            slot.failed(firstPause);
        }
    }

    /** Rebuilds beside all other work, unless it is under way. */
    void rebuild(YachtSlot slot, Duration interval) {
        if (!slot.beginRebuild()) {
            return;
        }
        run(rebuilding, slot::endRebuild, () -> {
            slot.rebuildStarts();
            long start = System.nanoTime();
            boolean done = attempt("rebuild", slot, () -> {
                Rebuild outcome = slot.index().rebuild();
                meters.rebuilt(outcome, Duration.ofNanos(System.nanoTime() - start));
                log.debug("Yacht {}: {}", slot.index().yacht(), outcome);
            });
            if (!done) {
                slot.postponeRebuild(interval.dividedBy(REBUILD_PAUSE_SHARE));
            }
        });
    }

    /**
     * Rebuilds as a whole because somebody asked, when the rebuilds before it are done.
     *
     * @return false when one of this yacht is queued or under way
     */
    boolean rebuildAsked(YachtSlot slot, AskedRebuild asked) {
        if (!slot.beginAskedRebuild(asked)) {
            return false;
        }
        Runnable atTheEnd = () -> {
            asked.abandonedUnlessEnded();
            slot.endRebuild();
        };
        run(rebuilding, atTheEnd, () -> {
            slot.rebuildStarts();
            asked.starts();
            long start = System.nanoTime();
            attempt("rebuild", slot, () -> {
                Rebuild outcome = slot.index().rebuildWhole();
                meters.rebuilt(outcome, Duration.ofNanos(System.nanoTime() - start));
                asked.ends(outcome);
            });
        });
        return true;
    }

    /** Closes the yacht's index unless it is in use or being worked on; never waits for who works on it. */
    boolean evict(YachtSlot slot) {
        if (slot.beingRebuilt() || !slot.beginWork()) {
            return false;
        }
        try {
            boolean[] evicted = new boolean[1];
            slot.closing();
            attempt("evict", slot, () -> evicted[0] = slot.index().evict());
            if (evicted[0]) {
                slot.sleep();
                meters.evicted();
                log.debug("Yacht {} was closed to make room", slot.index().yacht());
            } else {
                slot.notClosed();
            }
            return evicted[0];
        } finally {
            slot.endWork();
        }
    }

    /**
     * Ends the index of a yacht that is no longer active: at once for callers, in the background for its files.
     *
     * @param gone whether the yacht was deleted, so that its files are not worth keeping
     */
    void retire(YachtSlot slot, boolean gone) {
        slot.index().shut();
        run(following, () -> {}, () -> attempt("close", slot, () -> slot.index().close(!gone)));
    }

    void changed(YachtId yacht) {
        listeners.accept(listener -> listener.changed(yacht));
    }

    private void tell(YachtSlot slot, Refresh outcome, boolean first) {
        YachtId yacht = slot.index().yacht();
        try (IndexSnapshot snapshot = slot.index().acquire()) {
            if (snapshot != null) {
                if (first && slot.announceOnce()) {
                    log.info(
                            "Yacht {} is {}: {} chunks, {} vectors",
                            yacht,
                            outcome == Refresh.REOPENED ? "opened from disk" : "loaded",
                            snapshot.chunks(),
                            snapshot.vectors());
                }
                listeners.accept(listener -> listener.published(yacht, snapshot.chunks(), snapshot.vectors(), first));
            }
        }
    }

    private void claimed(YachtSlot slot, ExecutorService threads, Runnable work) {
        if (slot.beginWork()) {
            run(threads, slot::endWork, work);
        }
    }

    private static void run(ExecutorService threads, Runnable atTheEnd, Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    atTheEnd.run();
                }
            });
        } catch (RejectedExecutionException stopping) {
            atTheEnd.run();
            log.debug("Stopping; the next start reads what was stored", stopping);
        }
    }

    /** @return false when it failed */
    private boolean attempt(String step, YachtSlot slot, Runnable work) {
        try {
            work.run();
            return true;
        } catch (CancellationException closed) {
            log.debug("Yacht {} was closed during its {}", slot.index().yacht(), step, closed);
            return true;
        } catch (RuntimeException failure) {
            meters.failed(step);
            log.warn(
                    "The {} of yacht {} failed; trying again: {}",
                    step,
                    slot.index().yacht(),
                    failure.toString());
            log.debug("The {} of yacht {} failed", step, slot.index().yacht(), failure);
            return false;
        }
    }

    /**
     * Returns when what was under way has ended, or has had its time. Nobody is interrupted at first: an
     * interrupted write costs the index all that was not committed.
     */
    @Override
    public void close() {
        List<ExecutorService> all = List.of(loading, following, rebuilding);
        all.forEach(ExecutorService::shutdown);
        if (!ended(all)) {
            all.forEach(ExecutorService::shutdownNow);
            log.info("Some index work did not end in time; the next start repeats it");
        }
    }

    private static boolean ended(List<ExecutorService> all) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            boolean ended = true;
            for (ExecutorService threads : all) {
                ended &= threads.awaitTermination(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return ended;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
