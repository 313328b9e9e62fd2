package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.tenancy.Watermark;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * deletions alike, whoever made them. Where the database no longer tells, all versions are compared; where it
 * tells another history, the index is thrown away. A rebuild reads everything into another index beside the
 * serving one, which goes on following, and takes its place in one step. So does another embedding space. Any number of threads acquire; the rest is
 * one at a time, but for the long part of a rebuild.
 */
final class YachtIndex {

    private final YachtId yacht;
    private final CorpusReader corpus;
    private final IndexBuilds builds;
    private final CatchUp catchUp;

    private volatile @Nullable Build serving;
    private volatile boolean closed;
    private volatile boolean diskFailed;

    /** Whether the yacht is to be searched in another embedding space than the serving index holds. */
    private volatile boolean otherSpace;

    /** Builds that are being read from the database. */
    private final Set<Build> growing = ConcurrentHashMap.newKeySet();

    YachtIndex(YachtId yacht, CorpusReader corpus, IndexBuilds builds, int batch) {
        this.yacht = yacht;
        this.corpus = corpus;
        this.builds = builds;
        this.catchUp = new CatchUp(yacht, corpus, batch, this::requireOpen);
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

    /** Passages and records in the serving index; 0 when none is open. */
    int documents() {
        Build build = serving;
        return build == null ? 0 : build.index().documents();
    }

    /** How many of them the build beside it has so far; 0 when there is none. */
    int growingDocuments() {
        return growing.stream()
                .mapToInt(build -> build.index().documents())
                .max()
                .orElse(0);
    }

    /** When the serving index was last read as a whole; null when none is open. */
    @Nullable
    Instant built() {
        Build build = serving;
        return build == null ? null : build.label().built();
    }

    /** @param age zero for never, but for another embedding space */
    boolean rebuildDue(Duration age) {
        Build build = serving;
        return build != null && (otherSpace || !age.isZero() && old(build, age));
    }

    private boolean old(Build build, Duration age) {
        return !builds.clock().instant().isBefore(build.label().built().plus(age));
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
        EmbeddingSpace space = corpus.space(yacht);
        Build build = serving;
        if (build == null) {
            Optional<Build> reopened = reopen(stored);
            if (reopened.isPresent()) {
                replace(reopened.get(), space);
                return Refresh.REOPENED;
            }
        } else if (build.index().writable() && catchUp.follow(build, stored)) {
            // In its own space: the other one is built beside it, like any rebuild.
            otherSpace = !space.equals(build.space());
            return Refresh.FOLLOWED;
        }
        replace(load(stored, space, !diskFailed), space);
        return Refresh.LOADED;
    }

    private Optional<Build> reopen(Watermark stored) {
        Optional<Build> found = builds.reopen(yacht);
        if (found.isEmpty()) {
            return found;
        }
        Build build = found.get();
        try {
            if (catchUp.follow(build, stored)) {
                return found;
            }
        } catch (RuntimeException failure) {
            build.close();
            throw failure;
        }
        builds.discard(yacht, build);
        return Optional.empty();
    }

    private Build load(Watermark stored, EmbeddingSpace space, boolean disk) {
        Build fresh = begin(space, corpus.database(yacht), stored, disk);
        boolean whole = false;
        try {
            catchUp.load(fresh, stored);
            fresh.commit();
            whole = true;
            return fresh;
        } catch (RuntimeException failure) {
            if (failure instanceof UncheckedIOException && fresh.onDisk()) {
                diskFailed = true;
            }
            discard(fresh);
            throw failure;
        } finally {
            if (!whole) {
                growing.remove(fresh);
            }
        }
    }

    /** In one step: what is not known to be growing is deleted when another build is put in place. */
    private synchronized Build begin(EmbeddingSpace space, String database, Watermark stored, boolean disk) {
        Build fresh = builds.create(yacht, space, database, stored, disk);
        growing.add(fresh);
        return fresh;
    }

    /** Puts the build in place; snapshots of the one before stay whole. */
    private synchronized void replace(Build fresh, EmbeddingSpace space) {
        Build before = serving;
        serving = fresh;
        otherSpace = !space.equals(fresh.space());
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
        if (!otherSpace && !before.label().changedSinceBuilt() && verified(before)) {
            return Rebuild.VERIFIED;
        }
        return anew();
    }

    /** Builds the index anew beside the serving one, whether anything changed or not. */
    Rebuild rebuildWhole() {
        return serving == null ? Rebuild.SKIPPED : anew();
    }

    private Rebuild anew() {
        Watermark stored = corpus.watermark(yacht);
        Build fresh = load(stored, corpus.space(yacht), true);
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
        if (build != serving || !catchUp.differences(build).isEmpty()) {
            return false;
        }
        build.comparedWhole(builds.clock().instant());
        return true;
    }

    private synchronized boolean putInPlace(Build fresh) {
        Build before = serving;
        Watermark stored = corpus.watermark(yacht);
        EmbeddingSpace space = corpus.space(yacht);
        if (closed || before == null || !catchUp.follow(fresh, stored)) {
            discard(fresh);
            return false;
        }
        fresh.commit();
        diskFailed = false;
        replace(fresh, space);
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
