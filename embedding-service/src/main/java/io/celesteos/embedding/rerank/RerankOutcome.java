package io.celesteos.embedding.rerank;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param ranking best first. Every scored document; the unscored follow, in the order of the first stage, where
 *     its scores were given, and are left out where they were not
 * @param model what scored, e.g. {@code late-interaction:bge-small-en-v1.5}
 * @param scored number of pairs the model scored
 * @param unscored indexes of the documents it did not reach in time, ascending
 * @param truncated indexes of the scored documents of which only the best window was read, ascending
 */
public record RerankOutcome(
        List<RankedDocument> ranking, String model, int scored, List<Integer> unscored, List<Integer> truncated) {

    public RerankOutcome {
        ranking = List.copyOf(ranking);
        unscored = List.copyOf(unscored);
        truncated = List.copyOf(truncated);
    }

    /** The first {@code n}; null for all. */
    public List<RankedDocument> top(@Nullable Integer n) {
        return n == null || n >= ranking.size() ? ranking : ranking.subList(0, n);
    }

    /**
     * @param index into the documents of the request
     * @param score what the ranking is by, 0 to 1: the blend where there is a first stage, else the rerank score
     * @param rerankScore the model's own, 0 to 1; null for a document it did not reach
     */
    public record RankedDocument(
            int index, double score, @Nullable Double rerankScore) {}
}
