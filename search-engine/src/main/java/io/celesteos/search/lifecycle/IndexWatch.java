package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.YachtRoster;
import io.celesteos.search.tenancy.YachtRoster.Standing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the generations about every second and has the indexes that are behind brought up to date, in the
 * background. It starts without a database and loads when one is there.
 */
@Component
public final class IndexWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IndexWatch.class);

    /** A look that takes longer than this finds the database stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Between two looks for which it was nudged: each publishes an index, and files may come by the hundred. */
    private static final Duration BREATH = Duration.ofMillis(500);

    private final YachtRoster roster;
    private final YachtIndexes indexes;
    private final PostgresMigration migration;
    private final IndexFolder folder;
    private final LifecycleProperties properties;
    private final AtomicBoolean nudged = new AtomicBoolean();

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-watch").factory());

    private Set<YachtId> swept = Set.of();
    private volatile @Nullable Set<YachtId> firstYachts;
    private volatile boolean running;
    private volatile boolean loadedOnce;
    private volatile boolean databaseSeen = true;
    private volatile @Nullable Long seenAtNanos;
    private volatile long nudgedAtNanos = System.nanoTime() - BREATH.toNanos();

    IndexWatch(
            YachtRoster roster,
            YachtIndexes indexes,
            PostgresMigration migration,
            IndexFolder folder,
            LifecycleProperties properties) {
        this.roster = roster;
        this.indexes = indexes;
        this.migration = migration;
        this.folder = folder;
        this.properties = properties;
    }

    /** Whether every yacht known at the first look has been opened once, or sleeps because others fill the budget. */
    boolean loaded() {
        Set<YachtId> first = firstYachts;
        if (!loadedOnce && first != null) {
            loadedOnce = indexes.settled(first);
        }
        return loadedOnce;
    }

    /** Whether the database answered within the last looks; asking costs nothing and holds no connection. */
    boolean databaseAnswers() {
        Long seen = seenAtNanos;
        return seen != null
                && databaseSeen
                && System.nanoTime() - seen < properties.poll().plus(PATIENCE).toNanos();
    }

    /** Something was just written: look now, or half a second after the nudge before. */
    public void nudge() {
        if (running && nudged.compareAndSet(false, true)) {
            long now = System.nanoTime();
            long wait = Math.max(0, BREATH.toNanos() - (now - nudgedAtNanos));
            nudgedAtNanos = now + wait;
            try {
                clockwork.schedule(this::look, wait, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopping) {
                log.debug("Stopping; the next start reads what was written", stopping);
            }
        }
    }

    private void look() {
        nudged.set(false);
        try {
            migration.ensureDone();
            Map<YachtId, Standing> standings = roster.refresh();
            if (!databaseSeen) {
                log.info("The database is back");
            }
            databaseSeen = true;
            seenAtNanos = System.nanoTime();
            follow(standings);
        } catch (RuntimeException away) {
            if (databaseSeen) {
                log.warn("The database cannot be read; trying every {}: {}", properties.poll(), away.getMessage());
                databaseSeen = false;
            }
            log.debug("The look at the generations failed", away);
        }
    }

    private void follow(Map<YachtId, Standing> standings) {
        if (!standings.keySet().equals(swept)) {
            folder.sweep(standings.keySet());
            swept = Set.copyOf(standings.keySet());
        }
        indexes.follow(standings);
        if (firstYachts == null) {
            firstYachts = indexes.known();
        }
    }

    @Override
    public void start() {
        running = true;
        clockwork.scheduleWithFixedDelay(this::look, 0, properties.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        clockwork.shutdownNow();
        indexes.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
