package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.FoundFile;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.lexical.LuceneIndex;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.UnitVector;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One shelf's index, on disk or in memory, and the files it was made from. What a change of many files writes is seen
 * all at once or not at all; who holds a snapshot keeps it. Thread-safe.
 */
final class ShelfIndex implements AutoCloseable {

    /** A file that somebody writes to without end is read all the same after so many looks. */
    private static final int PATIENCE = 3;

    private final KnowledgeShelf shelf;
    private final LuceneIndex index;
    private final @Nullable Path folder;
    private final ShelfLabel label;
    private final String origin = UUID.randomUUID().toString();
    private final Set<PassageKey> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> postponed = new HashMap<>();
    private volatile Map<String, HeldFile> files;
    private long publications;
    private boolean over;

    /** @param folder null for one in memory */
    ShelfIndex(
            KnowledgeShelf shelf,
            LuceneIndex index,
            @Nullable Path folder,
            ShelfLabel label,
            Map<String, HeldFile> files) {
        this.shelf = shelf;
        this.index = index;
        this.folder = folder;
        this.label = label;
        this.files = Map.copyOf(files);
    }

    @Nullable
    Path folder() {
        return folder;
    }

    Map<String, HeldFile> files() {
        return files;
    }

    /** Null before the first publication and after the end. */
    @Nullable
    IndexSnapshot acquire() {
        return index.acquire();
    }

    /** Shows what was committed by an earlier process. */
    synchronized void reopened() {
        publish(files);
    }

    /**
     * Makes the index say what the files say.
     *
     * @param anew reads every file, whatever its stamp says
     * @param settled whether nobody seems to be writing to a file; others wait a little
     * @return whether anything changed
     * @throws RuntimeException when the index cannot be written; then it never will be again, and what it shows stands
     */
    synchronized boolean follow(
            Map<String, FoundFile> seen, FilePassages reader, boolean anew, Predicate<FoundFile> settled) {
        if (over || !index.writable()) {
            throw new IllegalStateException("this index is not written to any more");
        }
        try {
            Map<String, HeldFile> next = new TreeMap<>();
            boolean changed = false;
            for (Map.Entry<String, FoundFile> each : seen.entrySet()) {
                String name = each.getKey();
                FoundFile file = each.getValue();
                HeldFile held = files.get(name);
                boolean same = held != null && held.stamp().equals(file.stamp());
                if (!anew && (same || postpone(name, file, settled))) {
                    if (held != null) {
                        next.put(name, held);
                    }
                    continue;
                }
                postponed.remove(name);
                HeldFile read = take(name, file, held, reader);
                next.put(name, read);
                changed |= held == null || !read.saysTheSameAs(held);
            }
            for (Map.Entry<String, HeldFile> held : files.entrySet()) {
                if (!seen.containsKey(held.getKey())) {
                    index.remove(FilePassages.keys(shelf, held.getKey(), held.getValue()));
                    changed = true;
                }
            }
            postponed.keySet().retainAll(seen.keySet());
            if (changed || publications == 0) {
                publish(next);
                commit();
            } else {
                files = Collections.unmodifiableMap(next);
            }
            return changed;
        } catch (RuntimeException | Error failure) {
            // Half of a change is written and must never be shown.
            over = true;
            throw failure;
        }
    }

    private boolean postpone(String name, FoundFile file, Predicate<FoundFile> settled) {
        return !settled.test(file) && postponed.merge(name, 1, Integer::sum) <= PATIENCE;
    }

    private HeldFile take(String name, FoundFile file, @Nullable HeldFile held, FilePassages reader) {
        ReadFile read = reader.read(shelf, name, file);
        if (held == null || !read.held().saysTheSameAs(held)) {
            if (held != null) {
                index.remove(FilePassages.keys(shelf, name, held));
            }
            read.passages().forEach(passage -> index.put(passage, 0));
        }
        return read.held();
    }

    /** Passages without a vector that could have one, at most so many. */
    List<Passage> lacking(int most) {
        try (IndexSnapshot snapshot = acquire()) {
            if (snapshot == null || snapshot.vectors() >= snapshot.chunks()) {
                return List.of();
            }
            Set<UUID> embedded = new HashSet<>(snapshot.chunksPassing(SearchFilters.none(), Integer.MAX_VALUE));
            List<PassageKey> keys = snapshot.chunksMatching(SearchFilters.none(), Integer.MAX_VALUE).stream()
                    .filter(chunk -> !embedded.contains(chunk))
                    .map(PassageKey::chunk)
                    .filter(key -> !refused.contains(key))
                    .sorted()
                    .limit(most)
                    .toList();
            return List.copyOf(snapshot.passages(keys).values());
        }
    }

    /** No vector will ever be had for it: words must do. */
    void refuse(PassageKey key) {
        refused.add(key);
    }

    /**
     * Takes the vectors of those passages that are still there.
     *
     * @return false when it takes none any more
     */
    synchronized boolean embed(Map<PassageKey, UnitVector> vectors) {
        if (over || !index.writable()) {
            return false;
        }
        try (IndexSnapshot snapshot = acquire()) {
            if (snapshot == null) {
                return false;
            }
            snapshot.passages(vectors.keySet())
                    .forEach((key, passage) -> index.put(with(passage, vectors.get(key)), 0));
            publish(files);
            commit();
            return true;
        } catch (RuntimeException | Error failure) {
            over = true;
            throw failure;
        }
    }

    private static Passage with(Passage passage, @Nullable UnitVector vector) {
        return new Passage(
                passage.key(),
                passage.documentId(),
                passage.chunkIndex(),
                passage.title(),
                passage.content(),
                passage.metadata(),
                vector);
    }

    private void publish(Map<String, HeldFile> next) {
        publications++;
        index.publish(publications, shelf.name() + " " + origin + " " + publications);
        files = Collections.unmodifiableMap(new TreeMap<>(next));
    }

    private void commit() {
        if (folder != null) {
            index.commit(label.with(files));
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        index.close();
    }
}
