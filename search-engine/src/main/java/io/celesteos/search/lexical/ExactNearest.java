package io.celesteos.search.lexical;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Compares the query at full precision with every vector that passes the filter: no graph, no misses. */
final class ExactNearest {

    private static final int DOCS_BETWEEN_LOOKS_AT_THE_CLOCK = 1024;

    private final @Nullable Weight filter;
    private final float[] target;
    private final int limit;
    private final PriorityQueue<ScoreDoc> best;

    private ExactNearest(IndexSearcher searcher, @Nullable Query filter, float[] target, int limit) throws IOException {
        this.filter = filter == null
                ? null
                : searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1f);
        this.target = target;
        this.limit = limit;
        this.best = new PriorityQueue<>(limit + 1, (a, b) -> Float.compare(a.score, b.score));
    }

    /** Scores are Lucene's for unit vectors, (1 + cosine) / 2; in no order. Stops early when time is up. */
    static List<ScoreDoc> search(
            IndexSearcher searcher, @Nullable Query filter, float[] target, int limit, QueryTimeout timeout)
            throws IOException {
        ExactNearest search = new ExactNearest(searcher, filter, target, limit);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            search.scan(leaf, timeout);
        }
        return new ArrayList<>(search.best);
    }

    private void scan(LeafReaderContext leaf, QueryTimeout timeout) throws IOException {
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        VectorScorer scorer = vectors == null || vectors.size() == 0 ? null : vectors.rescorer(target);
        if (scorer == null) {
            return;
        }
        DocIdSetIterator docs = scorer.iterator();
        if (filter != null) {
            Scorer passing = filter.scorer(leaf);
            if (passing == null) {
                return;
            }
            docs = ConjunctionUtils.intersectIterators(List.of(docs, passing.iterator()));
        }
        Bits live = leaf.reader().getLiveDocs();
        int seen = 0;
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if (++seen % DOCS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && timeout.shouldExit()) {
                return;
            }
            if (live == null || live.get(doc)) {
                offer(leaf.docBase + doc, scorer.score());
            }
        }
    }

    private void offer(int doc, float score) {
        if (best.size() < limit || score > best.element().score) {
            best.add(new ScoreDoc(doc, score));
            if (best.size() > limit) {
                best.remove();
            }
        }
    }
}
