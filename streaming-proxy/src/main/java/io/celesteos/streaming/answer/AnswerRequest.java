package io.celesteos.streaming.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import io.celesteos.streaming.relay.StreamQuery;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/answer}.
 *
 * @param topK 1 to 100, default 10
 * @param llm false leaves the answer out, default true
 */
record AnswerRequest(
        @Schema(example = "CAT 3512 overheating") @QueryText String query,

        @Schema(type = "string", format = "uuid", example = "00000000-0000-4000-8000-000000000001")
        @JsonProperty("yacht_id")
        @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @Schema(example = "5") @JsonProperty("top_k") @Nullable @Min(1) @Max(100)
        Integer topK,

        @Schema(example = "true") @Nullable Boolean llm) {

    StreamQuery toQuery() {
        return StreamQuery.of(query, yachtId, topK, llm);
    }
}
