package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.Changes;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.lexical.IndexComparison;
import io.celesteos.search.lexical.LuceneIndex;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One yacht's index and how it follows the database.
 *
 * <p>A refresh asks what changed after the watermark the index stands at, and reads that: additions, changes and
 * deletions alike, whoever made them. Reading a change twice does no harm, so a refresh that fails half way is
 * simply repeated. Where the database no longer tells, all versions are compared; where it tells another history,
 * the index is thrown away. A rebuild reads everything into another index beside the serving one, which goes on
 * following, and takes its place in one step. Any number of threads acquire; the rest is one at a time, but for
 * the long part of a rebuild.
 */
final class YachtIndex {

    private final YachtId yacht;
    private final CorpusReader corpus;
    private final IndexBuilds builds;
    private final int batch;

    private volatile @Nullable Build serving;
    private volatile boolean closed;
    private volatile boolean diskFailed;

    /** Builds that are being read from the database. */
    private final Set<Build> growing = ConcurrentHashMap.newKeySet();

    YachtIndex(YachtId yacht, CorpusReader corpus, IndexBuilds builds, int batch) {
        this.yacht = yacht;
        this.corpus = corpus;
        this.builds = builds;
        this.batch = batch;
    }

    /** What a refresh came to. */
    enum Refresh {
        /** Brought up to date from where it stood. */
        FOLLOWED,
        /** Opened from disk and brought up to date. */
        REOPENED,
        /** Read from the database as a whole. */
        LOADED
    }

    /** What a rebuild came to. */
    enum Rebuild {
        /** Nothing had changed since the last one, and every version is as stored. */
        VERIFIED,
        /** Built anew and put in place. */
        REBUILT,
        /** There was nothing open to rebuild. */
        SKIPPED
    }

    YachtId yacht() {
        return yacht;
    }

    boolean loaded() {
        return serving != null;
    }

    boolean onDisk() {
        Build build = serving;
        return build != null && build.onDisk();
    }

    /** Where the serving index stands; null when none is open. */
    @Nullable
    Watermark watermark() {
        Build build = serving;
        return build == null ? null : build.watermark();
    }

    boolean behind(Watermark stored) {
        return !stored.equals(watermark());
    }

    long bytes() {
        Build build = serving;
        return build == null ? 0 : build.index().bytes();
    }

    boolean rebuildDue(Duration age) {
        Build build = serving;
        return build != null
                && !builds.clock().instant().isBefore(build.label().built().plus(age));
    }

    @Nullable
    IndexSnapshot acquire() {
        Build build = serving;
        return closed || build == null ? null : build.index().acquire();
    }

    /** Opens, loads or follows, as needed. */
    synchronized Refresh refresh() {
        requireOpen();
        // Read first: what is read after it is as new or newer, and never claimed to be newer than it is.
        Watermark stored = corpus.watermark(yacht);
        Build build = serving;
        if (build == null) {
            Optional<Build> reopened = reopen(stored);
            if (reopened.isPresent()) {
                replace(reopened.get());
                return Refresh.REOPENED;
            }
        } else if (build.index().writable() && bringUpToDate(build, stored)) {
            return Refresh.FOLLOWED;
        }
        replace(load(stored, !diskFailed));
        return Refresh.LOADED;
    }

    private Optional<Build> reopen(Watermark stored) {
        Optional<Build> found = builds.reopen(yacht);
        if (found.isEmpty()) {
            return found;
        }
        Build build = found.get();
        try {
            if (bringUpToDate(build, stored)) {
                return found;
            }
        } catch (RuntimeException failure) {
            build.close();
            throw failure;
        }
        builds.discard(yacht, build);
        return Optional.empty();
    }

    /** False when the build stands for another past than the database's. */
    private boolean bringUpToDate(Build build, Watermark stored) {
        switch (corpus.changesSince(yacht, build.watermark())) {
            case Changes.Keys changed -> apply(build.index(), changed.keys());
            case Changes.Untold untold -> {
                if (!corpus.database(yacht).equals(build.label().database())) {
                    return false;
                }
                apply(build.index(), differences(build.index()));
            }
            case Changes.OtherHistory other -> {
                return false;
            }
        }
        build.publish(stored);
        return true;
    }

    private List<PassageKey> differences(LuceneIndex index) {
        try (IndexComparison held = index.compare()) {
            List<PassageKey> changed = new ArrayList<>();
            corpus.versions(yacht, (key, version) -> {
                requireOpen();
                if (!held.holds(key, version)) {
                    changed.add(key);
                }
            });
            changed.addAll(held.others());
            return changed;
        }
    }

    private Build load(Watermark stored, boolean disk) {
        Build fresh = builds.create(yacht, corpus.database(yacht), stored, disk);
        growing.add(fresh);
        try {
            List<PassageKey> all = new ArrayList<>();
            corpus.versions(yacht, (key, version) -> {
                requireOpen();
                all.add(key);
            });
            apply(fresh.index(), all);
            fresh.publish(stored);
            fresh.commit();
            return fresh;
        } catch (RuntimeException failure) {
            diskFailed = failure instanceof UncheckedIOException && fresh.onDisk();
            discard(fresh);
            throw failure;
        }
    }

    private void apply(LuceneIndex index, Collection<PassageKey> changed) {
        List<PassageKey> keys = List.copyOf(changed);
        for (int from = 0; from < keys.size(); from += batch) {
            requireOpen();
            List<PassageKey> some = keys.subList(from, Math.min(from + batch, keys.size()));
            Set<PassageKey> gone = new HashSet<>(some);
            for (CorpusReader.Versioned each : corpus.read(yacht, some)) {
                index.put(each.passage(), each.version());
                gone.remove(each.passage().key());
            }
            index.remove(gone);
        }
    }

    /** Puts the build in place; snapshots of the one before stay whole. */
    private synchronized void replace(Build fresh) {
        Build before = serving;
        serving = fresh;
        growing.remove(fresh);
        if (before != null) {
            before.close();
        }
        List<Build> kept = new ArrayList<>(growing);
        kept.add(fresh);
        builds.keepOnly(yacht, kept);
    }

    /**
     * Builds the index anew beside the serving one where anything changed since it was last read as a whole;
     * else compares all versions and builds anew where one differs.
     */
    Rebuild rebuild() {
        Build before = serving;
        if (before == null) {
            return Rebuild.SKIPPED;
        }
        if (!before.label().changedSinceBuilt() && verified(before)) {
            return Rebuild.VERIFIED;
        }
        Build fresh = load(corpus.watermark(yacht), true);
        try {
            return putInPlace(fresh) ? Rebuild.REBUILT : Rebuild.SKIPPED;
        } catch (RuntimeException failure) {
            discard(fresh);
            throw failure;
        }
    }

    private void discard(Build build) {
        growing.remove(build);
        builds.discard(yacht, build);
    }

    private synchronized boolean verified(Build build) {
        if (build != serving || !differences(build.index()).isEmpty()) {
            return false;
        }
        build.comparedWhole(builds.clock().instant());
        return true;
    }

    private synchronized boolean putInPlace(Build fresh) {
        Build before = serving;
        if (closed || before == null || !bringUpToDate(fresh, corpus.watermark(yacht))) {
            discard(fresh);
            return false;
        }
        fresh.commit();
        diskFailed = false;
        replace(fresh);
        return true;
    }

    /** Commits what has been waiting for longer than {@code limit}. */
    synchronized void commit(Duration limit) {
        Build build = serving;
        if (build != null && build.waitingNanos() > limit.toNanos()) {
            build.commit();
        }
    }

    boolean commitDue(Duration limit) {
        Build build = serving;
        return build != null && build.waitingNanos() > limit.toNanos();
    }

    /** Closes the index where nobody is searching in it; the next refresh opens it again. */
    synchronized boolean evict() {
        Build build = serving;
        if (build == null || build.index().inUse() || !growing.isEmpty()) {
            return false;
        }
        serving = null;
        commitAndClose(build);
        return true;
    }

    /** Nothing is given out any more, and work under way ends at its next step; returns at once. */
    void shut() {
        closed = true;
    }

    /** Closes for good. */
    synchronized void close(boolean commit) {
        closed = true;
        Build build = serving;
        serving = null;
        if (build != null && commit) {
            commitAndClose(build);
        } else if (build != null) {
            build.close();
        }
    }

    private static void commitAndClose(Build build) {
        try (build) {
            if (build.index().writable()) {
                build.commit();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new CancellationException("the index of this yacht is closed");
        }
    }
}
