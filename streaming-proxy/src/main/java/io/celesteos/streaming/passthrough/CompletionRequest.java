package io.celesteos.streaming.passthrough;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Body of {@code POST /v1/chat/completions}, as far as it is read. Settings of the sampling ({@code temperature},
 * {@code max_tokens}, ...) and offered tools are read over.
 *
 * @param model any name; it comes back in the answer
 * @param messages oldest first; the last is the user's and is the question
 * @param yachtId not OpenAI's
 * @param topK not OpenAI's: results that the answer is written from, 1 to 100, default 10
 */
record CompletionRequest(
        @Schema(example = "celeste")
        @Nullable
        @Pattern(regexp = "[\\x20-\\x7E]{1,200}", message = "must be 1 to 200 printable ASCII characters")
        String model,

        @Schema(example = "[{\"role\": \"user\", \"content\": \"why does the generator overheat\"}]") @Nullable
        List<@Nullable CompletionMessage> messages,

        @Schema(example = "false") @Nullable Boolean stream,

        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,

        @Nullable @Min(value = 1, message = "must be 1") @Max(value = 1, message = "must be 1: one answer is written")
        Integer n,

        @Schema(hidden = true) @JsonProperty("tool_choice") @Nullable
        JsonNode toolChoice,

        @Schema(hidden = true) @JsonProperty("response_format") @Nullable
        JsonNode responseFormat,

        @Schema(type = "string", format = "uuid", example = "00000000-0000-4000-8000-000000000001")
        @JsonProperty("yacht_id")
        @Nullable
        YachtId yachtId,

        @Schema(example = "5") @JsonProperty("top_k") @Nullable @Min(1) @Max(100)
        Integer topK) {

    private static final String DEFAULT_MODEL = "celeste";

    /** @param includeUsage whether a last chunk says what the answer took */
    record StreamOptions(
            @JsonProperty("include_usage") @Nullable Boolean includeUsage) {}

    boolean streamed() {
        return stream != null && stream;
    }

    boolean usageWanted() {
        return streamOptions != null && streamOptions.includeUsage() != null && streamOptions.includeUsage();
    }

    String modelOrDefault() {
        return model == null ? DEFAULT_MODEL : model;
    }

    /** @throws ProblemException 400 for what would have to be ignored against the caller's word */
    void refuseWhatCannotBeDone() {
        if (toolChoice != null && !toolChoice.isNull() && !says(toolChoice, "auto") && !says(toolChoice, "none")) {
            throw ProblemException.invalidField("tool_choice", "must be auto or none: no tools are called here");
        }
        if (responseFormat != null && !responseFormat.isNull() && !says(responseFormat.path("type"), "text")) {
            throw ProblemException.invalidField("response_format", "must be text: answers are plain text");
        }
    }

    private static boolean says(JsonNode node, String word) {
        return node.isString() && node.stringValue().equals(word);
    }
}
