package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.IndexListener;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.tenancy.YachtRoster;
import io.celesteos.search.tenancy.YachtRoster.Standing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the generations about every second and refreshes the indexes that are behind, in the background,
 * each once at a time: a storm of writes costs one refresh after the other, never a queue of them. It starts
 * without a database and loads when one is there.
 */
@Component
public final class IndexWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IndexWatch.class);

    /** A look that takes longer than this finds the database stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final YachtRoster roster;
    private final YachtIndexes indexes;
    private final PostgresMigration migration;
    private final LifecycleProperties properties;
    private final ObjectProvider<IndexListener> listeners;
    private final AtomicBoolean nudged = new AtomicBoolean();

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-watch").factory());
    private final ExecutorService loaders;

    private volatile boolean running;
    private volatile boolean loadedOnce;
    private volatile boolean databaseSeen = true;
    private volatile @Nullable Long seenAtNanos;

    IndexWatch(
            YachtRoster roster,
            YachtIndexes indexes,
            PostgresMigration migration,
            LifecycleProperties properties,
            ObjectProvider<IndexListener> listeners) {
        this.roster = roster;
        this.indexes = indexes;
        this.migration = migration;
        this.properties = properties;
        this.listeners = listeners;
        this.loaders = Executors.newFixedThreadPool(
                properties.loaders(),
                Thread.ofPlatform().daemon().name("index-loader-", 0).factory());
    }

    /** Whether every yacht known at the first look has been loaded once. */
    boolean loaded() {
        return loadedOnce;
    }

    /** Whether the database answered within the last looks; asking costs nothing and holds no connection. */
    boolean databaseAnswers() {
        Long seen = seenAtNanos;
        return seen != null
                && databaseSeen
                && System.nanoTime() - seen < properties.poll().plus(PATIENCE).toNanos();
    }

    /** Something was just written: look now. Many nudges before the look are one. */
    public void nudge() {
        if (running && nudged.compareAndSet(false, true)) {
            try {
                clockwork.execute(this::look);
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
        Set<YachtId> active = standings.entrySet().stream()
                .filter(entry -> entry.getValue().active())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        indexes.retain(active);
        for (YachtId yacht : active) {
            YachtIndex index = indexes.of(yacht);
            Standing standing = standings.get(yacht);
            if (standing != null && index.behind(standing.generation()) && index.beginRefresh()) {
                loaders.execute(() -> refresh(yacht, index));
            }
        }
        loadedOnce = loadedOnce || indexes.loaded(active);
    }

    private void refresh(YachtId yacht, YachtIndex index) {
        try {
            boolean first = !index.loaded();
            index.refresh();
            if (first) {
                nudge();
            }
            tell(yacht, index, first);
        } catch (RuntimeException failure) {
            log.warn("Yacht {} could not be indexed; trying again: {}", yacht, failure.toString());
            log.debug("Refresh of yacht {} failed", yacht, failure);
        } finally {
            index.endRefresh();
        }
    }

    private void tell(YachtId yacht, YachtIndex index, boolean first) {
        try (IndexSnapshot snapshot = index.acquire()) {
            if (snapshot != null) {
                if (first) {
                    log.info("Yacht {} is loaded: {} chunks, {} vectors", yacht, snapshot.chunks(), snapshot.vectors());
                }
                listeners.forEach(listener -> listener.published(yacht, snapshot.chunks(), snapshot.vectors(), first));
            }
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
        loaders.shutdownNow();
        indexes.retain(Set.of());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
