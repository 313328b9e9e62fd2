package io.celesteos.embedding.rerank;

import io.celesteos.embedding.rerank.RerankOutcome.RankedDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last word of a reranking: the scorer's, or its convex combination with the first stage's after both were
 * scaled to 0..1 over this request (Bruch, Gai and Ingber 2023, section 3, for why min-max is enough). A
 * scorer that does not help on a set so cannot undo what the first stage knew.
 */
final class Blend {

    /** Equal scores keep the caller's order. */
    private static final Comparator<RankedDocument> BEST_FIRST =
            Comparator.comparingDouble(RankedDocument::score).reversed().thenComparing(RankedDocument::index);

    /** What equal scores are scaled to: they prefer nothing. */
    private static final double NO_OPINION = 0.5;

    private Blend() {}

    /** By the rerank score alone; documents without one are left out. */
    static List<RankedDocument> ranking(List<PairScore> scores) {
        return scores.stream()
                .map(score -> new RankedDocument(score.index(), score.rerankScore(), score.rerankScore()))
                .sorted(BEST_FIRST)
                .toList();
    }

    /**
     * First the scored documents by {@code (1 - weight) * firstStage + weight * rerank}, then the unscored by
     * their first-stage score: the order of promise put them behind, and nothing speaks for more. Theirs is
     * the blend with the least rerank score there is, but never more than that of the last scored document.
     *
     * @param firstStage one a document, finite
     * @param weight 0 to 1
     */
    static List<RankedDocument> ranking(List<PairScore> scores, List<Double> firstStage, double weight) {
        double[] found =
                scaled(firstStage.stream().mapToDouble(Double::doubleValue).toArray());
        double[] reranked =
                scaled(scores.stream().mapToDouble(PairScore::rerankScore).toArray());
        boolean[] reached = new boolean[firstStage.size()];
        List<RankedDocument> ranking = new ArrayList<>(firstStage.size());
        for (int i = 0; i < reranked.length; i++) {
            PairScore score = scores.get(i);
            reached[score.index()] = true;
            double blended = (1 - weight) * found[score.index()] + weight * reranked[i];
            ranking.add(new RankedDocument(score.index(), Math.clamp(blended, 0, 1), score.rerankScore()));
        }
        ranking.sort(BEST_FIRST);
        double most = ranking.isEmpty() ? 1 : ranking.getLast().score();
        IntStream.range(0, reached.length)
                .filter(index -> !reached[index])
                .mapToObj(index -> new RankedDocument(index, found[index], null))
                .sorted(BEST_FIRST)
                .map(behind -> new RankedDocument(behind.index(), Math.min(most, (1 - weight) * behind.score()), null))
                .forEach(ranking::add);
        return ranking;
    }

    private static double[] scaled(double[] scores) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            least = Math.min(least, score);
            most = Math.max(most, score);
        }
        double[] scaled = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            // Halved first: the difference of two finite numbers need not be finite.
            scaled[i] = most == least ? NO_OPINION : (scores[i] / 2 - least / 2) / (most / 2 - least / 2);
        }
        return scaled;
    }
}
