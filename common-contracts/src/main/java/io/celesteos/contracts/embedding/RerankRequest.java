package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.validation.NoneEmpty;
import io.celesteos.contracts.validation.QueryText;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/rerank}.
 *
 * @param documents 1 to 100, in order of promise: the first are scored first where time is short
 * @param topN how many results are returned; null for all. All documents are scored either way
 * @param model name of a scorer as answers give it, or a model's name or alias; null takes the first loaded
 *     cross-encoder, else late interaction with the default embedding model
 * @param firstStageScores one finite number a document, of any range, higher is better: what the search that
 *     found them said. The answer's {@code score} is then a blend of both
 * @param blend weight of the rerank score in it, 0 (first stage alone) to 1 (rerank alone), default 0.5; only
 *     with {@code firstStageScores}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RerankRequest(
        @QueryText String query,

        @NotEmpty(message = "is required: 1 to 100 documents") @NoneEmpty
        List<String> documents,

        @JsonProperty("top_n") @Nullable @Min(1) Integer topN,
        @Nullable String model,

        @JsonProperty("first_stage_scores") @Nullable @NoneEmpty(message = "must be a number")
        List<Double> firstStageScores,

        @Nullable
        @DecimalMin(value = "0", message = "must be a number from 0 to 1")
        @DecimalMax(value = "1", message = "must be a number from 0 to 1")
        Double blend) {

    /** By the rerank score alone. */
    public RerankRequest(String query, List<String> documents, @Nullable Integer topN, @Nullable String model) {
        this(query, documents, topN, model, null, null);
    }
}
