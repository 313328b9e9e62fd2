package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.Changes;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.lexical.IndexComparison;
import io.celesteos.search.lexical.LuceneIndex;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings an index to what the database holds. Reading a change twice does no harm, so whatever fails half way is
 * simply done again.
 */
final class CatchUp {

    private final YachtId yacht;
    private final CorpusReader corpus;
    private final int batch;
    private final Runnable checkpoint;

    /** @param checkpoint runs between two steps and throws to end the work */
    CatchUp(YachtId yacht, CorpusReader corpus, int batch, Runnable checkpoint) {
        this.yacht = yacht;
        this.corpus = corpus;
        this.batch = batch;
        this.checkpoint = checkpoint;
    }

    /** Reads everything into an empty index. */
    void load(Build build, Watermark stored) {
        List<PassageKey> all = new ArrayList<>();
        corpus.versions(yacht, build.space(), (key, version) -> {
            checkpoint.run();
            all.add(key);
        });
        read(build, all);
        build.publish(stored);
    }

    /**
     * Reads what changed since the build's watermark and shows it as {@code stored}.
     *
     * @param stored read before this call: what is read now is as new or newer
     * @return false when the build stands for another past than the database's, and is of no use
     */
    boolean follow(Build build, Watermark stored) {
        switch (corpus.changesSince(yacht, build.watermark())) {
            case Changes.Keys changed -> read(build, changed.keys());
            case Changes.Untold untold -> {
                if (!corpus.database(yacht).equals(build.label().database())) {
                    return false;
                }
                read(build, differences(build));
            }
            case Changes.OtherHistory other -> {
                return false;
            }
        }
        build.publish(stored);
        return true;
    }

    /** Whatever is held in another version than it is stored, is not held, or is not stored. */
    List<PassageKey> differences(Build build) {
        try (IndexComparison held = build.index().compare()) {
            List<PassageKey> changed = new ArrayList<>();
            corpus.versions(yacht, build.space(), (key, version) -> {
                checkpoint.run();
                if (!held.holds(key, version)) {
                    changed.add(key);
                }
            });
            changed.addAll(held.others());
            return changed;
        }
    }

    private void read(Build build, Collection<PassageKey> changed) {
        LuceneIndex index = build.index();
        List<PassageKey> keys = List.copyOf(changed);
        for (int from = 0; from < keys.size(); from += batch) {
            checkpoint.run();
            List<PassageKey> some = keys.subList(from, Math.min(from + batch, keys.size()));
            Set<PassageKey> gone = new HashSet<>(some);
            for (CorpusReader.Versioned each : corpus.read(yacht, build.space(), some)) {
                index.put(each.passage(), each.version());
                gone.remove(each.passage().key());
            }
            index.remove(gone);
        }
    }
}
