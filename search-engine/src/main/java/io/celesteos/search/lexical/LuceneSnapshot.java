package io.celesteos.search.lexical;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;

/** A snapshot over one Lucene reader. */
final class LuceneSnapshot implements IndexSnapshot {

    private final YachtId yacht;
    private final EmbeddingSpace space;
    private final LuceneIndex.Publication publication;
    private final IndexSettings settings;
    private final AtomicBoolean closed = new AtomicBoolean();

    LuceneSnapshot(YachtId yacht, EmbeddingSpace space, LuceneIndex.Publication publication, IndexSettings settings) {
        this.yacht = yacht;
        this.space = space;
        this.publication = publication;
        this.settings = settings;
    }

    @Override
    public YachtId yacht() {
        return yacht;
    }

    @Override
    public long generation() {
        return publication.generation();
    }

    @Override
    public String edition() {
        return publication.edition();
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public int chunks() {
        return publication.chunks();
    }

    @Override
    public int vectors() {
        return publication.vectors();
    }

    @Override
    public RankedList matching(LexicalQuery asked) {
        return settings.queries()
                .matching(asked.query(), asked.filters())
                .map(query -> search("bm25", asked.deadline(), searcher -> {
                    TopDocs found = searcher.search(query, asked.limit());
                    return ranked(searcher, List.of(found.scoreDocs), hit -> hit.score);
                }))
                .orElseGet(RankedList::empty);
    }

    @Override
    public RankedList nearest(VectorQuery asked) {
        if (publication.vectors() == 0) {
            return RankedList.empty();
        }
        NearestVectors nearest = nearest(asked.filters());
        return search("vector", asked.deadline(), searcher -> {
            List<ScoreDoc> found = nearest.search(
                    searcher,
                    asked.vector().toArray(),
                    asked.limit(),
                    () -> asked.deadline().passed());
            // Lucene scores unit vectors (1 + cosine) / 2.
            return ranked(searcher, found, hit -> UnitVector.rounded(2.0 * hit.score - 1.0));
        });
    }

    @Override
    public int passing(SearchFilters filters) {
        try {
            return nearest(filters).passing(new IndexSearcher(publication.reader()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public List<UUID> chunksPassing(SearchFilters filters, int most) {
        try {
            return nearest(filters).chunks(new IndexSearcher(publication.reader()), most);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private NearestVectors nearest(SearchFilters filters) {
        return new NearestVectors(settings.queries().filter(filters).orElse(null), settings);
    }

    @Override
    public Map<PassageKey, Passage> passages(Collection<PassageKey> keys) {
        Map<PassageKey, Passage> passages = new HashMap<>();
        try {
            IndexSearcher searcher = new IndexSearcher(publication.reader());
            StoredFields stored = searcher.storedFields();
            for (PassageKey key : keys) {
                TopDocs found = searcher.search(new TermQuery(new Term(Fields.KEY, key.term())), 1);
                if (found.scoreDocs.length > 0) {
                    passages.put(key, settings.documents().read(stored.document(found.scoreDocs[0].doc)));
                }
            }
            return passages;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RankedList search(String branch, Deadline deadline, Search search) {
        IndexSearcher searcher = new IndexSearcher(publication.reader());
        searcher.setSimilarity(settings.similarity());
        searcher.setTimeout(deadline::passed);
        try {
            RankedList found = search.in(searcher);
            if (searcher.timedOut() || deadline.passed()) {
                throw new LateSearchException(branch);
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Keys come from doc values, read in the order they lie: stored fields would unpack whole contents. */
    private static RankedList ranked(IndexSearcher searcher, List<ScoreDoc> found, ToDoubleFunction<ScoreDoc> score)
            throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<ScoreDoc> inOrder =
                found.stream().sorted(Comparator.comparingInt(hit -> hit.doc)).toList();
        List<Candidate> candidates = new ArrayList<>(found.size());
        LeafReaderContext leaf = null;
        BinaryDocValues keys = null;
        for (ScoreDoc hit : inOrder) {
            if (leaf == null
                    || keys == null
                    || hit.doc >= leaf.docBase + leaf.reader().maxDoc()) {
                leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
                keys = DocValues.getBinary(leaf.reader(), Fields.KEY);
            }
            if (keys.advanceExact(hit.doc - leaf.docBase)) {
                candidates.add(new Candidate(
                        PassageDocuments.key(keys.binaryValue().utf8ToString()), score.applyAsDouble(hit)));
            }
        }
        return RankedList.ranked(candidates);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                publication.reader().decRef();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** One search. */
    private interface Search {
        RankedList in(IndexSearcher searcher) throws IOException;
    }
}
