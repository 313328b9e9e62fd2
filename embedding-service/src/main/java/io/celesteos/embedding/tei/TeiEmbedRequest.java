package io.celesteos.embedding.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.embedding.dialect.TextsOrTokens;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /embed}.
 *
 * @param inputs 1 to 100 texts; null is refused by the endpoint
 * @param normalize to unit length; default true
 * @param truncate cut over-long texts; default false: they are refused
 * @param truncationDirection default right
 * @param promptName default none: the texts are read as they are
 * @param dimensions only the model's own number is allowed
 * @param model not in text-embeddings-inference, which has one only; null takes the configured default
 */
record TeiEmbedRequest(
        @Schema(
                description =
                        "A text, a list of token ids of the model's own vocabulary, or a list of 1 to 100 of these",
                implementation = Object.class,
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        TextsOrTokens inputs,

        @Nullable Boolean normalize,
        @Nullable Boolean truncate,
        @JsonProperty("truncation_direction") @Nullable TruncationDirection truncationDirection,
        @JsonProperty("prompt_name") @Nullable PromptName promptName,
        @Nullable Integer dimensions,
        @Nullable String model) {}
