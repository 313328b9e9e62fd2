package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How good one ranked list is, from judgements that are yes or no. A relevant document counts where its first passage
 * stands; its further ones are passed over, gaining nothing and costing a rank.
 *
 * @param ndcg normalised discounted cumulative gain at 10: 1/log2(rank + 1) summed, over the best sum there could be
 * @param recall relevant ones among the first 10, of all relevant ones
 * @param reciprocalRank 1/rank of the first relevant one among the first 10; 0 for none
 * @see <a href="https://doi.org/10.1145/582415.582418">Järvelin, Kekäläinen: Cumulated gain-based evaluation</a>
 */
record RankingScores(
        @JsonProperty("ndcg_at_10") double ndcg,
        @JsonProperty("recall_at_10") double recall,
        @JsonProperty("reciprocal_rank") double reciprocalRank) {

    static final int DEPTH = 10;

    /**
     * @param ranked hits, the best first: each with all the names it goes by, passage and document
     * @param relevant one or more of them
     */
    static RankingScores of(List<Set<UUID>> ranked, Set<UUID> relevant) {
        if (relevant.isEmpty()) {
            throw new IllegalArgumentException("a question without relevant answers cannot be judged");
        }
        Set<UUID> found = new HashSet<>();
        double gain = 0;
        double first = 0;
        for (int i = 0; i < Math.min(DEPTH, ranked.size()); i++) {
            Set<UUID> fresh = new HashSet<>(ranked.get(i));
            fresh.retainAll(relevant);
            fresh.removeAll(found);
            if (!fresh.isEmpty()) {
                found.addAll(fresh);
                gain += discount(i + 1);
                first = first == 0 ? 1.0 / (i + 1) : first;
            }
        }
        double best = 0;
        for (int rank = 1; rank <= Math.min(DEPTH, relevant.size()); rank++) {
            best += discount(rank);
        }
        return new RankingScores(gain / best, (double) found.size() / relevant.size(), first);
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }

    /** The smallest of {@code values} that at least {@code share} of them do not exceed; nearest rank. */
    static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.clamp((long) Math.ceil(share * sorted.size()) - 1, 0, sorted.size() - 1));
    }
}
