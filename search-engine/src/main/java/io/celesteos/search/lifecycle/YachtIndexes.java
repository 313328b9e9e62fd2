package io.celesteos.search.lifecycle;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.SnapshotSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** The indexes of all active yachts. Thread-safe. */
@Component
final class YachtIndexes implements SnapshotSource {

    private final ConcurrentMap<YachtId, YachtIndex> indexes = new ConcurrentHashMap<>();
    private final CorpusReader corpus;
    private final LuceneIndexes lucene;
    private final LifecycleProperties properties;

    YachtIndexes(CorpusReader corpus, LuceneIndexes lucene, LifecycleProperties properties) {
        this.corpus = corpus;
        this.lucene = lucene;
        this.properties = properties;
    }

    @Override
    public IndexSnapshot acquire(YachtId yacht) {
        YachtIndex index = indexes.get(yacht);
        IndexSnapshot snapshot = index == null ? null : index.acquire();
        if (snapshot == null) {
            throw ProblemException.retryLater(
                    ProblemType.STARTING,
                    "The index of this yacht is still loading; try again shortly.",
                    properties.retryAfter());
        }
        return snapshot;
    }

    YachtIndex of(YachtId yacht) {
        return indexes.computeIfAbsent(yacht, id -> new YachtIndex(id, corpus, lucene, properties.batch()));
    }

    boolean loaded(Set<YachtId> yachts) {
        return yachts.stream().allMatch(yacht -> {
            YachtIndex index = indexes.get(yacht);
            return index != null && index.loaded();
        });
    }

    /** Forgets the yachts that are not among {@code active}: suspended or deleted ones. */
    void retain(Set<YachtId> active) {
        indexes.keySet().stream().filter(yacht -> !active.contains(yacht)).forEach(yacht -> {
            YachtIndex gone = indexes.remove(yacht);
            if (gone != null) {
                gone.close();
            }
        });
    }
}
