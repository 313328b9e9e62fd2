package io.celesteos.search.lexical;

import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/** The best of a search, cut where the keys say and not where the passages happen to lie. */
final class Window {

    /** More equal scores than this at the edge are cut as they lie. */
    private static final int MOST_TIED = 10_000;

    private static final int WIDEN = 8;

    private Window() {}

    /** Best first, ties by key: what lies at the edge with equal scores is fetched too, then cut by key. */
    static RankedList best(IndexSearcher searcher, Query query, int limit) throws IOException {
        int asked = limit + 1;
        while (true) {
            // Nobody counts the matches, so nothing beyond the window needs to be visited for them.
            ScoreDoc[] found = searcher.search(query, new TopScoreDocCollectorManager(asked, null, asked)).scoreDocs;
            boolean whole = found.length < asked || found[asked - 1].score < found[limit - 1].score;
            if (whole || asked >= MOST_TIED) {
                return ranked(searcher, List.of(found), hit -> hit.score).limited(limit);
            }
            asked = Math.min(asked * WIDEN, MOST_TIED);
        }
    }

    /** What the query gives these passages; those it does not match are left out. */
    static Map<PassageKey, Double> scores(IndexSearcher searcher, Query matching, Set<PassageKey> keys)
            throws IOException {
        Query among = new BooleanQuery.Builder()
                .add(matching, Occur.MUST)
                .add(among(keys), Occur.FILTER)
                .build();
        Map<PassageKey, Double> scores = new HashMap<>();
        best(searcher, among, keys.size()).candidates().forEach(each -> scores.put(each.key(), each.score()));
        return scores;
    }

    static Query among(Collection<PassageKey> keys) {
        return new TermInSetQuery(
                Fields.KEY, keys.stream().map(key -> new BytesRef(key.term())).toList());
    }

    static RankedList ranked(IndexSearcher searcher, List<ScoreDoc> found, ToDoubleFunction<ScoreDoc> score)
            throws IOException {
        return RankedList.ranked(candidates(searcher, found, score));
    }

    /** Keys come from doc values, read in the order they lie: stored fields would unpack whole contents. */
    private static List<Candidate> candidates(
            IndexSearcher searcher, List<ScoreDoc> found, ToDoubleFunction<ScoreDoc> score) throws IOException {
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
                PassageKey key = PassageDocuments.key(keys.binaryValue().utf8ToString());
                candidates.add(new Candidate(key, score.applyAsDouble(hit)));
            }
        }
        return candidates;
    }
}
