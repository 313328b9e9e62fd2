package io.celesteos.search.lifecycle;

import io.celesteos.search.tenancy.Watermark;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One yacht's place among the others: who works on it, when it was last used, what went wrong. Thread-safe. */
final class YachtSlot {

    /** What is open must show changes soon after an outage; what is not may cost much to try again. */
    private static final Duration LONGEST_PAUSE_OPEN = Duration.ofSeconds(4);

    private static final Duration LONGEST_PAUSE_CLOSED = Duration.ofSeconds(15);
    private static final int PAUSE_DOUBLINGS = 6;
    private static final int AGAIN_AND_AGAIN = 3;

    private final YachtIndex index;
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private final AtomicBoolean announced = new AtomicBoolean();

    private volatile boolean beingRebuilt;
    /** Number of the newest wish that is not met, 0 for none. */
    private final AtomicLong wanted = new AtomicLong();

    private final AtomicLong wishes = new AtomicLong();
    private volatile boolean asleep;
    private volatile boolean reopensFromDisk;
    private volatile long usedNanos;
    private volatile boolean used;
    private volatile int failures;
    private volatile long notBeforeNanos = System.nanoTime();
    private volatile long rebuildNotBeforeNanos = System.nanoTime();
    private volatile long behindSinceNanos;
    private volatile boolean behind;
    private volatile @Nullable Watermark told;
    private volatile @Nullable AskedRebuild askedRebuild;
    private volatile CompletableFuture<Void> opened = new CompletableFuture<>();

    YachtSlot(YachtIndex index, boolean reopensFromDisk) {
        this.index = index;
        this.reopensFromDisk = reopensFromDisk;
    }

    YachtIndex index() {
        return index;
    }

    /** Claims the right to refresh, commit or evict; give it back with {@link #endWork()}. */
    boolean beginWork() {
        return working.compareAndSet(false, true);
    }

    void endWork() {
        working.set(false);
    }

    /** Claims the right to rebuild beside all other work; give it back with {@link #endRebuild()}. */
    boolean beginRebuild() {
        return System.nanoTime() - rebuildNotBeforeNanos >= 0 && rebuilding.compareAndSet(false, true);
    }

    /** The same for a rebuild that somebody asked for, who need not wait out the pause after a failed one. */
    boolean beginAskedRebuild(AskedRebuild asked) {
        if (!rebuilding.compareAndSet(false, true)) {
            return false;
        }
        askedRebuild = asked;
        return true;
    }

    /** The last one that somebody asked for; null when nobody has. */
    @Nullable
    AskedRebuild askedRebuild() {
        return askedRebuild;
    }

    void endRebuild() {
        beingRebuilt = false;
        rebuilding.set(false);
    }

    /** Its turn has come among the rebuilds. */
    void rebuildStarts() {
        beingRebuilt = true;
    }

    boolean beingRebuilt() {
        return beingRebuilt;
    }

    /** Leaves a failed rebuild alone for a while. */
    void postponeRebuild(Duration pause) {
        rebuildNotBeforeNanos = System.nanoTime() + pause.toNanos();
    }

    /** A request came for it. */
    void touch() {
        usedNanos = System.nanoTime();
        used = true;
    }

    /** How long nobody has asked for it, in nanoseconds; what was never asked for comes before all others. */
    long idleNanos() {
        return used ? System.nanoTime() - usedNanos : Long.MAX_VALUE;
    }

    void want() {
        touch();
        wanted.set(wishes.incrementAndGet());
        asleep = false;
    }

    boolean wanted() {
        return wanted.get() != 0;
    }

    /** The newest wish; 0 for none. */
    long wish() {
        return wanted.get();
    }

    /** It was found open after this wish: a later one, made while it was being closed, stays. */
    void met(long wish) {
        wanted.compareAndSet(wish, 0);
    }

    /** It is left closed until somebody asks for it. */
    void sleep() {
        asleep = !wanted();
    }

    boolean asleep() {
        return asleep;
    }

    /** Whether opening it is a matter of milliseconds, so that a request may wait for it. */
    boolean reopensFromDisk() {
        return reopensFromDisk;
    }

    /** Whether a pause after a failure is over. */
    boolean mayTry() {
        return failures == 0 || System.nanoTime() - notBeforeNanos >= 0;
    }

    boolean failsAgainAndAgain() {
        return failures >= AGAIN_AND_AGAIN;
    }

    void failed(Duration firstPause) {
        Duration longest = index.loaded() ? LONGEST_PAUSE_OPEN : LONGEST_PAUSE_CLOSED;
        long pause = Math.min(firstPause.toNanos() << Math.min(failures, PAUSE_DOUBLINGS), longest.toNanos());
        notBeforeNanos = System.nanoTime() + pause;
        failures++;
        reopensFromDisk = false;
    }

    /** It is open and current: those who wait are let in. */
    void succeeded() {
        failures = 0;
        behind = false;
        if (wanted.getAndSet(0) != 0) {
            touch();
        }
        opened.complete(null);
    }

    /** It is about to be closed: whoever finds it so waits for it to be opened again. */
    void closing() {
        reopensFromDisk = index.onDisk();
        opened = new CompletableFuture<>();
    }

    void notClosed() {
        opened.complete(null);
    }

    /** Waits until it is open, at most so long. */
    void awaitOpen(Duration limit) {
        try {
            opened.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException notYet) {
            return;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    void note(Watermark stored) {
        boolean differs = index.loaded() && index.behind(stored);
        if (differs && !behind) {
            behindSinceNanos = System.nanoTime();
        }
        behind = differs;
    }

    /** How long the open index has been behind the database; 0 when it is not. */
    Duration lag() {
        return behind ? Duration.ofNanos(System.nanoTime() - behindSinceNanos) : Duration.ZERO;
    }

    /** Whether its first opening has not been logged yet: a yacht that comes and goes is no news. */
    boolean announceOnce() {
        return announced.compareAndSet(false, true);
    }

    /** Whether this state has not been told to anybody yet. */
    boolean tellOnce(Watermark stored) {
        if (Objects.equals(told, stored)) {
            return false;
        }
        told = stored;
        return true;
    }
}
