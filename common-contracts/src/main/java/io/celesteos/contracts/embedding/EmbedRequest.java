package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.validation.NoneEmpty;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/embed}.
 *
 * @param texts 1 to 100 texts
 * @param model name or alias; null takes the configured default
 * @param normalize unit length, default true
 * @param inputType default passage
 * @param truncate cut over-long texts (default) or refuse them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbedRequest(
        @NotEmpty(message = "is required: 1 to 100 texts") @NoneEmpty
        List<String> texts,

        @Nullable String model,
        @Nullable Boolean normalize,
        @JsonProperty("input_type") @Nullable InputType inputType,
        @Nullable Boolean truncate) {

    public static final int MAX_TEXTS = 100;
}
