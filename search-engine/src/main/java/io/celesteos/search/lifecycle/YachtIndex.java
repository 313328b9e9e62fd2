package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.lexical.LuceneIndex;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.PassageKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One yacht's index and how far it has followed the database.
 *
 * <p>A refresh compares the versions of all stored rows with those the index was made of, and reads what
 * differs: additions, changes and deletions alike, whoever made them. Should one fail half way, the index is
 * not trusted any more: the next refresh builds another beside it, and the published snapshots serve until
 * then. One thread refreshes at a time; any number acquire.
 */
final class YachtIndex implements AutoCloseable {

    private final YachtId yacht;
    private final CorpusReader corpus;
    private final LuceneIndexes indexes;
    private final int batch;
    private final AtomicBoolean refreshing = new AtomicBoolean();

    private volatile @Nullable LuceneIndex serving;
    private volatile long generation = -1;
    private volatile boolean closed;

    /** What the serving index holds; empty after a failure, when it must not be built upon. */
    private Map<PassageKey, Long> held = Map.of();

    private boolean trusted;

    YachtIndex(YachtId yacht, CorpusReader corpus, LuceneIndexes indexes, int batch) {
        this.yacht = yacht;
        this.corpus = corpus;
        this.indexes = indexes;
        this.batch = batch;
    }

    boolean loaded() {
        return serving != null;
    }

    boolean behind(long stored) {
        return generation != stored;
    }

    /** Claims the right to refresh; give it back with {@link #endRefresh()}. */
    boolean beginRefresh() {
        return refreshing.compareAndSet(false, true);
    }

    void endRefresh() {
        refreshing.set(false);
    }

    @Nullable
    IndexSnapshot acquire() {
        LuceneIndex index = serving;
        return index == null ? null : index.acquire();
    }

    synchronized void refresh() {
        if (closed) {
            return;
        }
        // Read first: what is read after it is as new or newer, and never claimed to be newer than it is.
        long stored = corpus.generation(yacht);
        Map<PassageKey, Long> wanted = corpus.versions(yacht);
        LuceneIndex before = serving;
        LuceneIndex index = trusted && before != null ? before : indexes.empty(yacht);
        Map<PassageKey, Long> versions = index == before ? new HashMap<>(held) : new HashMap<>();
        trusted = false;
        try {
            bringUpToDate(index, versions, wanted);
            index.publish(stored);
        } catch (RuntimeException failure) {
            if (index != before) {
                index.close();
            }
            throw failure;
        }
        held = versions;
        trusted = true;
        serving = index;
        generation = stored;
        if (before != null && before != index) {
            before.close();
        }
    }

    private void bringUpToDate(LuceneIndex index, Map<PassageKey, Long> versions, Map<PassageKey, Long> stored) {
        List<PassageKey> gone = versions.keySet().stream()
                .filter(key -> !stored.containsKey(key))
                .toList();
        index.remove(gone);
        gone.forEach(versions::remove);
        List<PassageKey> changed = stored.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(versions.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        for (int from = 0; from < changed.size(); from += batch) {
            read(index, versions, changed.subList(from, Math.min(from + batch, changed.size())));
        }
    }

    private void read(LuceneIndex index, Map<PassageKey, Long> versions, List<PassageKey> changed) {
        Set<PassageKey> vanished = new HashSet<>(changed);
        for (CorpusReader.Versioned passage : corpus.read(yacht, changed)) {
            PassageKey key = passage.passage().key();
            index.put(passage.passage());
            versions.put(key, passage.version());
            vanished.remove(key);
        }
        index.remove(new ArrayList<>(vanished));
        vanished.forEach(versions::remove);
    }

    @Override
    public synchronized void close() {
        closed = true;
        LuceneIndex last = serving;
        serving = null;
        if (last != null) {
            last.close();
        }
    }
}
