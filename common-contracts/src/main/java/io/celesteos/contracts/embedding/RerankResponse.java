package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code POST /api/v1/rerank}.
 *
 * @param results best first
 * @param model what scored: {@code cross-encoder:<model>} or {@code late-interaction:<model>}
 * @param scored number of documents the model scored before the deadline
 * @param unscored indexes of the others. They follow the scored ones in {@code results}, in the order of the
 *     first stage, where {@code first_stage_scores} were sent; else they are not among the results
 * @param truncated indexes of the documents too long for the model, of which only the window that has most of
 *     the query's words was read
 */
public record RerankResponse(
        List<RerankScore> results,
        String model,
        @JsonProperty("latency_ms") long latencyMs,
        int scored,
        List<Integer> unscored,
        List<Integer> truncated) {

    /**
     * Score of one document.
     *
     * @param index into the request's documents
     * @param score 0 to 1, what the results are ordered by: the blend with the first stage where its scores were
     *     sent (comparable within this answer only), else the rerank score
     * @param rerankScore the model's own, 0 to 1; absent for a document it did not reach
     */
    public record RerankScore(
            int index,
            double score,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("rerank_score") @Nullable
            Double rerankScore) {}
}
