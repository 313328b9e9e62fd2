package io.celesteos.embedding.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.validation.NoneEmpty;
import io.celesteos.contracts.validation.QueryText;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /rerank}.
 *
 * @param texts 1 to 100
 * @param rawScores log-odds instead of scores of 0 to 1; default false
 * @param returnText whether each result carries its text; default false
 * @param truncate default false: what does not fit the model together with the query is refused
 * @param model not in text-embeddings-inference, which has one only; null takes the configured default
 */
record TeiRerankRequest(
        @QueryText String query,

        @NotEmpty(message = "is required: 1 to 100 texts") @NoneEmpty
        List<String> texts,

        @JsonProperty("raw_scores") @Nullable Boolean rawScores,
        @JsonProperty("return_text") @Nullable Boolean returnText,
        @Nullable Boolean truncate,
        @Nullable String model) {}
