package io.celesteos.embedding.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.embedding.dialect.TextsOrTokens;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/embeddings}.
 *
 * @param input 1 to 100 texts; null is refused by the endpoint
 * @param model name or alias; null takes the configured default
 * @param dimensions only the model's own number is allowed: none of the installed models can be shortened
 * @param user accepted and not used
 * @param inputType not OpenAI's; default passage
 */
record OpenAiEmbeddingsRequest(
        @Schema(
                description = "A text, a list of 1 to 100 texts, a list of token ids of the model's own vocabulary, or"
                        + " a list of such lists",
                implementation = Object.class,
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        TextsOrTokens input,

        @Nullable String model,
        @JsonProperty("encoding_format") @Nullable EncodingFormat encodingFormat,
        @Nullable Integer dimensions,
        @Nullable String user,
        @JsonProperty("input_type") @Nullable InputType inputType) {}
