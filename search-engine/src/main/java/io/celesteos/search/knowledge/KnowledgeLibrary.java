package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.FoundFile;
import io.celesteos.contracts.knowledge.KnowledgeScan;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.retrieval.IndexSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All shelves with their indexes. One thread at a time opens and follows; any number search. An index that fails is
 * replaced by one read anew, and serves until that is whole.
 */
final class KnowledgeLibrary implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KnowledgeLibrary.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /** The shared one last: once it is kept, all others are. */
    private static final Comparator<KnowledgeShelf> ORDER = Comparator.<KnowledgeShelf, Boolean>comparing(
                    shelf -> shelf.owner() == null)
            .thenComparing(KnowledgeShelf::name);

    private static final KnowledgeShelf SHARED = KnowledgeShelf.shared(KnowledgeShelf.DEFAULT_COLLECTION);

    private final ShelfBuilds builds;
    private final FilePassages reader;
    private final Clock clock;
    private final ConcurrentMap<KnowledgeShelf, ShelfIndex> shelves = new ConcurrentHashMap<>();
    private final Set<KnowledgeShelf> lost = ConcurrentHashMap.newKeySet();
    private volatile @Nullable KnowledgeScan latest;
    private volatile @Nullable Instant loadedAt;
    private volatile boolean folderThere = true;
    private volatile boolean sharedKept;
    private volatile boolean closed;

    KnowledgeLibrary(ShelfBuilds builds, FilePassages reader, Clock clock) {
        this.builds = builds;
        this.reader = reader;
        this.clock = clock;
    }

    /** Opens what an earlier process kept, so that it is searched at once. */
    void open() {
        for (KnowledgeShelf shelf : builds.kept()) {
            builds.reopen(shelf).ifPresentOrElse(index -> shelves.put(shelf, index), () -> lost.add(shelf));
        }
        sharedKept = shelves.containsKey(SHARED);
    }

    /**
     * Makes the indexes say what the folder says.
     *
     * @param anew shelves of which every file is read again
     * @throws RuntimeException when that could not be done for some shelf; the others are done, and what was there
     *     before is served
     */
    void follow(KnowledgeScan scan, Predicate<KnowledgeShelf> anew) {
        folderThere = true;
        boolean first = loadedAt == null;
        Instant settledBefore = clock.instant().minus(SETTLED);
        Predicate<FoundFile> settled = file -> first
                || file.modified().isBefore(settledBefore)
                || file.modified().isAfter(clock.instant());
        Set<KnowledgeShelf> all = new TreeSet<>(ORDER);
        all.addAll(scan.files().keySet());
        all.addAll(shelves.keySet());
        all.add(SHARED);
        RuntimeException failure = null;
        for (KnowledgeShelf shelf : all) {
            try {
                follow(shelf, scan.of(shelf), anew.test(shelf), settled);
                lost.remove(shelf);
            } catch (RuntimeException broken) {
                log.warn("Knowledge {} could not be read", shelf.name(), broken);
                failure = broken;
            }
        }
        latest = scan;
        lost.removeIf(shelf -> !all.contains(shelf));
        if (failure != null) {
            throw failure;
        }
        loadedAt = clock.instant();
    }

    private void follow(
            KnowledgeShelf shelf, Map<String, FoundFile> files, boolean anew, Predicate<FoundFile> settled) {
        ShelfIndex index = shelves.get(shelf);
        if (files.isEmpty() && !shelf.equals(SHARED)) {
            // What a yacht has taken out of the folder must not lie around.
            if (index != null && shelves.remove(shelf, index)) {
                index.close();
            }
            builds.drop(shelf);
            return;
        }
        if (index != null) {
            try {
                index.follow(files, reader, anew, settled);
                return;
            } catch (RuntimeException unwritable) {
                log.warn("Knowledge {} is read anew: {}", shelf.name(), unwritable.toString());
            }
        }
        replace(shelf, fresh(shelf, files));
    }

    private ShelfIndex fresh(KnowledgeShelf shelf, Map<String, FoundFile> files) {
        ShelfIndex index = builds.create(shelf, true);
        try {
            index.follow(files, reader, true, file -> true);
            return index;
        } catch (RuntimeException unwritable) {
            closeQuietly(index);
            if (index.folder() == null || closed) {
                throw unwritable;
            }
            log.warn("Knowledge {} stays in memory, its disk fails: {}", shelf.name(), unwritable.toString());
            ShelfIndex inMemory = builds.create(shelf, false);
            inMemory.follow(files, reader, true, file -> true);
            return inMemory;
        }
    }

    private void replace(KnowledgeShelf shelf, ShelfIndex fresh) {
        ShelfIndex old = shelves.put(shelf, fresh);
        if (old != null) {
            closeQuietly(old);
        }
        builds.keepOnly(shelf, fresh);
    }

    private static void closeQuietly(ShelfIndex index) {
        try {
            index.close();
        } catch (RuntimeException failure) {
            log.debug("Closing an index that is not used any more failed", failure);
        }
    }

    /** The folder is not there: what was read from it is served. */
    void folderAway() {
        folderThere = false;
        if (loadedAt == null && !sharedKept && shelves.isEmpty()) {
            // There is nothing to wait for: without a folder there is no knowledge.
            loadedAt = clock.instant();
        }
    }

    boolean ready(List<KnowledgeShelf> visible) {
        return loadedAt != null || (sharedKept && visible.stream().noneMatch(lost::contains));
    }

    /**
     * The shelves as one, as they are now; empty where there is nothing on them.
     *
     * @throws ProblemException {@code starting} until they are read
     */
    Optional<IndexSnapshot> acquire(List<KnowledgeShelf> visible) {
        if (!ready(visible)) {
            throw ProblemException.retryLater(
                    ProblemType.STARTING, "The knowledge base is still being read; try again shortly.", RETRY_AFTER);
        }
        List<IndexSnapshot> taken = new ArrayList<>();
        visible.forEach(shelf -> acquire(shelf).ifPresent(taken::add));
        if (taken.size() < 2) {
            return taken.stream().findFirst();
        }
        try {
            return Optional.of(LuceneIndexes.joined(taken.getFirst(), taken.getLast()));
        } finally {
            taken.forEach(IndexSnapshot::close);
        }
    }

    private Optional<IndexSnapshot> acquire(KnowledgeShelf shelf) {
        for (ShelfIndex index = shelves.get(shelf); index != null; ) {
            IndexSnapshot snapshot = index.acquire();
            ShelfIndex newest = shelves.get(shelf);
            if (snapshot != null || newest == index) {
                return Optional.ofNullable(snapshot);
            }
            index = newest;
        }
        return Optional.empty();
    }

    /** Those that hold anything, for the vectors to be filled in. */
    List<ShelfIndex> all() {
        return List.copyOf(shelves.values());
    }

    Map<String, HeldFile> files(KnowledgeShelf shelf) {
        ShelfIndex index = shelves.get(shelf);
        return index == null ? Map.of() : index.files();
    }

    Optional<KnowledgeScan> latest() {
        return Optional.ofNullable(latest);
    }

    @Nullable
    Instant loadedAt() {
        return latest == null ? null : loadedAt;
    }

    boolean folderThere() {
        return folderThere;
    }

    ShelfBuilds builds() {
        return builds;
    }

    @Override
    public void close() {
        closed = true;
        shelves.values().forEach(KnowledgeLibrary::closeQuietly);
        shelves.clear();
        builds.close();
    }
}
