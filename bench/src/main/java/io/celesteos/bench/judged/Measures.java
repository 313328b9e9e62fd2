package io.celesteos.bench.judged;

import java.util.List;
import java.util.Map;

/**
 * Of one query's ranking, as trec_eval has them, with the judgment as a linear gain.
 *
 * @param ndcg10 discounted gain of the first 10 over the greatest possible (Järvelin and Kekäläinen 2002)
 * @param precision10 share of the first 10 places that hold something relevant
 * @param recall10 share of the relevant among the first 10
 * @param recall100 share of the relevant among the first 100
 * @param mrr10 one over the rank of the first relevant among the first 10, else 0
 */
public record Measures(double ndcg10, double precision10, double recall10, double recall100, double mrr10) {

    private static final int TOP = 10;
    private static final int DEEP = 100;

    /** @param judged of this query, at least one above 0 */
    public static Measures of(List<String> ranking, Map<String, Integer> judged) {
        double gain = 0;
        double first = 0;
        int early = 0;
        int found = 0;
        for (int rank = 1; rank <= Math.min(DEEP, ranking.size()); rank++) {
            int score = Math.max(0, judged.getOrDefault(ranking.get(rank - 1), 0));
            if (score == 0) {
                continue;
            }
            found++;
            if (rank <= TOP) {
                early++;
                gain += score / discount(rank);
                first = first == 0 ? 1.0 / rank : first;
            }
        }
        long relevant = judged.values().stream().filter(score -> score > 0).count();
        return new Measures(
                gain / greatest(judged),
                (double) early / TOP,
                (double) early / relevant,
                (double) found / relevant,
                first);
    }

    private static double greatest(Map<String, Integer> judged) {
        List<Integer> best = judged.values().stream()
                .filter(score -> score > 0)
                .sorted((a, b) -> b - a)
                .limit(TOP)
                .toList();
        double gain = 0;
        for (int i = 0; i < best.size(); i++) {
            gain += best.get(i) / discount(i + 1);
        }
        return gain;
    }

    private static double discount(int rank) {
        return Math.log(rank + 1) / Math.log(2);
    }
}
