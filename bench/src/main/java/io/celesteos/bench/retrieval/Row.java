package io.celesteos.bench.retrieval;

import io.celesteos.bench.judged.Measures;
import io.celesteos.bench.judged.PairedGain;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One system's result on one set.
 *
 * @param gain in nDCG@10 over the fused order; null where it is not compared
 * @param bytesPerPassage that its stored token vectors take; 0 where none are stored
 * @param millisPerQuery that comparing the stored vectors of the reranked passages takes; 0 where none are
 */
record Row(
        String system,
        double ndcg10,
        double recall100,
        double mrr10,
        @Nullable PairedGain gain,
        long bytesPerPassage,
        double millisPerQuery) {

    static Row of(String system, List<Measures> queries, @Nullable PairedGain gain) {
        return new Row(
                system,
                queries.stream().mapToDouble(Measures::ndcg10).average().orElseThrow(),
                queries.stream().mapToDouble(Measures::recall100).average().orElseThrow(),
                queries.stream().mapToDouble(Measures::mrr10).average().orElseThrow(),
                gain,
                0,
                0);
    }

    Row stored(long[] bytes, double millis) {
        return new Row(
                system,
                ndcg10,
                recall100,
                mrr10,
                gain,
                Math.round(Arrays.stream(bytes).average().orElse(0)),
                millis);
    }
}
