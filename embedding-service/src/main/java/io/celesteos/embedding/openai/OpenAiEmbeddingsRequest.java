package io.celesteos.embedding.openai;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.embedding.InputType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/embeddings}.
 *
 * @param input one text or a list of 1 to 100
 * @param model name or alias; null takes the configured default
 * @param dimensions only the model's own number is allowed: none of the installed models can be shortened
 * @param inputType not OpenAI's; default passage
 */
public record OpenAiEmbeddingsRequest(
        @Schema(description = "One text or a list of 1 to 100 texts")
        @NotEmpty(message = "is required: a text or a list of 1 to 100 texts")
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<@NotBlank(message = "must not be empty") String> input,

        @Nullable String model,
        @JsonProperty("encoding_format") @Nullable EncodingFormat encodingFormat,
        @Nullable Integer dimensions,
        @JsonProperty("input_type") @Nullable InputType inputType) {}
