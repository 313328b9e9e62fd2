package io.celesteos.bench.retrieval;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.judged.JudgedSet.Passage;
import io.celesteos.bench.judged.JudgedSet.Query;
import io.celesteos.bench.retrieval.RankedList.Entry;
import io.celesteos.contracts.embedding.InputType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is found before anything is reranked: BM25, exact vector search and their fusion, 100 deep.
 *
 * @param bm25 one list a query, as the others
 */
record FirstStage(List<RankedList> bm25, List<RankedList> vector, List<RankedList> hybrid) {

    static final int DEPTH = 100;
    static final int K = 60;

    static FirstStage of(JudgedSet set, MeasuredService service) throws IOException {
        List<RankedList> bm25 = new ArrayList<>();
        try (LuceneBm25 index = new LuceneBm25(set.passages())) {
            for (Query query : set.queries()) {
                bm25.add(index.search(query.text(), DEPTH));
            }
        }
        List<float[]> passages =
                service.embed(set.passages().stream().map(Passage::text).toList(), InputType.PASSAGE);
        List<RankedList> vector = new ArrayList<>();
        for (float[] query :
                service.embed(set.queries().stream().map(Query::text).toList(), InputType.QUERY)) {
            vector.add(nearest(query, passages));
        }
        List<RankedList> hybrid = new ArrayList<>();
        for (int i = 0; i < bm25.size(); i++) {
            hybrid.add(RankedList.fused(K, List.of(bm25.get(i), vector.get(i))));
        }
        return new FirstStage(bm25, vector, hybrid);
    }

    private static RankedList nearest(float[] query, List<float[]> passages) {
        List<Entry> all = new ArrayList<>(passages.size());
        for (int i = 0; i < passages.size(); i++) {
            float[] passage = passages.get(i);
            double dot = 0;
            for (int d = 0; d < query.length; d++) {
                dot += query[d] * passage[d];
            }
            all.add(new Entry(i, dot));
        }
        return RankedList.sorted(all).top(DEPTH);
    }
}
