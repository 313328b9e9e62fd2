package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.validation.NoneEmpty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/token-embeddings}: one vector a token, for late interaction. Without any option a
 * text has one row for each of its tokens, the model's two special ones included.
 *
 * @param texts 1 to 100 texts; each is read up to the model's limit
 * @param model name or alias; null takes the configured default
 * @param inputType reads the text behind the model's prompt for queries or passages and leaves the prompt's rows
 *     out; null reads it without a prompt, as {@code /api/v1/rerank} does with both sides
 * @param dropStopWords leaves out the rows of English function words and of punctuation, default false
 * @param pool averages as many neighbouring rows, 1 (default) to 4
 * @param dimensions projects each row to so many; null keeps the model's own. What a model has a projection for
 *     is listed in the refusal of any other number
 * @param encoding default float
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenEmbeddingsRequest(
        @NotEmpty(message = "is required: 1 to 100 texts") @NoneEmpty
        List<String> texts,

        @Nullable String model,
        @JsonProperty("input_type") @Nullable InputType inputType,
        @JsonProperty("drop_stop_words") @Nullable Boolean dropStopWords,

        @Nullable @Min(value = 1, message = "must be 1 to 4") @Max(value = MAX_POOL, message = "must be 1 to 4")
        Integer pool,

        @Nullable Integer dimensions,
        @Nullable TokenEncoding encoding) {

    public static final int MAX_POOL = 4;
}
