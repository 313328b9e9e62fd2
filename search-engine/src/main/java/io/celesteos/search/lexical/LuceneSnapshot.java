package io.celesteos.search.lexical;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.FacetCount;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.FacetQuery;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.LatestWish;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.SpellingQuery;
import io.celesteos.search.retrieval.TermMatch;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
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

    /** See {@link LuceneIndexes#joined}. */
    LuceneSnapshot with(LuceneSnapshot other) {
        LuceneIndex.Publication one = publication;
        LuceneIndex.Publication two = other.publication;
        try {
            return new LuceneSnapshot(
                    yacht,
                    space,
                    new LuceneIndex.Publication(
                            new MultiReader(new IndexReader[] {one.reader(), two.reader()}, false),
                            Math.max(one.generation(), two.generation()),
                            one.edition() + "+" + two.edition(),
                            one.chunks() + two.chunks(),
                            one.vectors() + two.vectors()),
                    settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
                .map(query -> search("bm25", asked.deadline(), searcher -> matching(searcher, query, asked)))
                .orElseGet(RankedList::empty);
    }

    private RankedList matching(IndexSearcher searcher, Query query, LexicalQuery asked) throws IOException {
        RankedList best = Window.best(searcher, query, asked.limit());
        LatestWish wish = asked.query().latest().orElse(null);
        RankedList dated = wish == null
                ? best
                : new LatestFirst(settings.queries())
                        .before(best, searcher, query, wish, asked.filters(), asked.limit());
        return dated.byDate() > 0 ? dated : Recurrences.newestFirst(best, searcher, query, asked.limit());
    }

    @Override
    public List<Correction> corrections(SpellingQuery asked) {
        return asked.query().typed().isEmpty()
                ? List.of()
                : search(
                        "spelling",
                        asked.deadline(),
                        searcher -> new MistypedWords(searcher, settings.queries()).of(asked));
    }

    @Override
    public Map<PassageKey, List<TermMatch>> explain(LexicalQuery asked, Collection<PassageKey> keys) {
        return search("explain", asked.deadline(), searcher -> {
            Map<PassageKey, List<TermMatch>> explained = new HashMap<>();
            for (PassageKey key : keys) {
                OptionalInt doc = doc(searcher, key);
                if (doc.isPresent()) {
                    explained.put(key, settings.explainer().explain(searcher, asked.query(), doc.getAsInt()));
                }
            }
            return explained;
        });
    }

    @Override
    public Map<String, List<FacetCount>> facets(FacetQuery asked) {
        Optional<Query> matching = asked.query()
                .map(query -> settings.queries().matching(query, asked.filters()))
                .orElseGet(() -> Optional.of(everyChunk(asked.filters())));
        return search(
                "facets",
                asked.deadline(),
                searcher -> FacetCounter.count(
                        searcher, matching.orElseGet(MatchNoDocsQuery::new), asked.names(), asked.values(), () -> {
                            if (asked.deadline().passed()) {
                                throw new LateSearchException("facets");
                            }
                        }));
    }

    private Query everyChunk(SearchFilters filters) {
        BooleanQuery.Builder chunks = new BooleanQuery.Builder();
        chunks.add(new TermQuery(new Term(Fields.TYPE, HitType.DOCUMENT_CHUNK.name())), Occur.FILTER);
        settings.queries().filter(filters).ifPresent(filter -> chunks.add(filter, Occur.FILTER));
        return chunks.build();
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
            return Window.ranked(searcher, found, hit -> UnitVector.rounded(2.0 * hit.score - 1.0));
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

    @Override
    public List<UUID> chunksMatching(SearchFilters filters, int most) {
        try {
            return NearestVectors.chunks(new IndexSearcher(publication.reader()), everyChunk(filters), most);
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
                OptionalInt doc = doc(searcher, key);
                if (doc.isPresent()) {
                    passages.put(key, settings.documents().read(stored.document(doc.getAsInt())));
                }
            }
            return passages;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static OptionalInt doc(IndexSearcher searcher, PassageKey key) throws IOException {
        TopDocs found = searcher.search(new TermQuery(new Term(Fields.KEY, key.term())), 1);
        return found.scoreDocs.length == 0 ? OptionalInt.empty() : OptionalInt.of(found.scoreDocs[0].doc);
    }

    private <T> T search(String branch, Deadline deadline, Search<T> search) {
        IndexSearcher searcher = new IndexSearcher(publication.reader());
        searcher.setSimilarity(settings.similarity());
        searcher.setTimeout(deadline::passed);
        try {
            T found = search.in(searcher);
            if (searcher.timedOut() || deadline.passed()) {
                throw new LateSearchException(branch);
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
    private interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }
}
