package io.celesteos.search.lexical;

import io.celesteos.search.retrieval.PassageKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The chunks nearest to a vector among those that pass a filter. How many pass is counted first: few are all
 * compared, so that a narrow filter costs less and not more, and returns all it should; for many the graph is
 * searched with the filter inside, and what it gives by its rounded vectors is ranked by the full ones.
 */
final class NearestVectors {

    private final @Nullable Query filter;
    private final GraphFormat graph;
    private final int exactVectors;

    /** @param filter null where everything passes */
    NearestVectors(@Nullable Query filter, IndexSettings settings) {
        this.filter = filter;
        this.graph = settings.graph();
        this.exactVectors = settings.exactVectors();
    }

    /** Scores are Lucene's for unit vectors, (1 + cosine) / 2; in no order. Stops early when time is up. */
    List<ScoreDoc> search(IndexSearcher searcher, float[] target, int limit, QueryTimeout timeout) throws IOException {
        if (passing(searcher) <= exactVectors) {
            return ExactNearest.search(searcher, filter, target, limit, timeout);
        }
        int candidates = Math.max(limit, graph.candidates());
        ScoreDoc[] near = searcher.search(
                        new KnnFloatVectorQuery(Fields.VECTOR, target, candidates, filter), candidates)
                .scoreDocs;
        return rescored(searcher, near, target).stream()
                .sorted(Comparator.<ScoreDoc>comparingDouble(hit -> -hit.score).thenComparingInt(hit -> hit.doc))
                .limit(limit)
                .toList();
    }

    int passing(IndexSearcher searcher) throws IOException {
        return searcher.count(withVector());
    }

    /** Up to {@code most} of the chunks that pass. */
    List<UUID> chunks(IndexSearcher searcher, int most) throws IOException {
        return chunks(searcher, withVector(), most);
    }

    /** Up to {@code most} of the chunks that match; {@code query} matches chunks only. */
    static List<UUID> chunks(IndexSearcher searcher, Query query, int most) throws IOException {
        Weight passing = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1f);
        List<UUID> chunks = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = passing.scorer(leaf);
            if (scorer != null) {
                collect(leaf, scorer.iterator(), most, chunks);
            }
        }
        return chunks;
    }

    private static void collect(LeafReaderContext leaf, DocIdSetIterator docs, int most, List<UUID> chunks)
            throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        BinaryDocValues keys = DocValues.getBinary(leaf.reader(), Fields.KEY);
        for (int doc = docs.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS && chunks.size() < most;
                doc = docs.nextDoc()) {
            if ((live == null || live.get(doc)) && keys.advanceExact(doc)) {
                PassageKey key = PassageDocuments.key(keys.binaryValue().utf8ToString());
                chunks.add(key.id());
            }
        }
    }

    private Query withVector() {
        if (filter == null) {
            return GraphFormat.HAS_VECTOR;
        }
        return new BooleanQuery.Builder()
                .add(filter, Occur.FILTER)
                .add(GraphFormat.HAS_VECTOR, Occur.FILTER)
                .build();
    }

    private static List<ScoreDoc> rescored(IndexSearcher searcher, ScoreDoc[] near, float[] target) throws IOException {
        ScoreDoc[] inOrder = near.clone();
        Arrays.sort(inOrder, Comparator.comparingInt(hit -> hit.doc));
        List<ScoreDoc> rescored = new ArrayList<>(inOrder.length);
        int next = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (next == inOrder.length || inOrder[next].doc >= end) {
                continue;
            }
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
            VectorScorer scorer = vectors.rescorer(target);
            DocIdSetIterator docs = scorer.iterator();
            for (; next < inOrder.length && inOrder[next].doc < end; next++) {
                docs.advance(inOrder[next].doc - leaf.docBase);
                rescored.add(new ScoreDoc(inOrder[next].doc, scorer.score()));
            }
        }
        return rescored;
    }
}
