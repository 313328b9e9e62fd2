package io.celesteos.streaming.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/chat}: what the SDK's {@code DefaultChatTransport} sends, with {@code yacht_id} and the
 * options from its {@code body}. {@code id}, {@code trigger} and {@code messageId} are not needed here: what is
 * kept of a conversation is kept by the client.
 *
 * @param messages oldest first; the last is the user's and is the question
 * @param topK 1 to 100, default 10
 * @param llm false leaves the answer out, default true
 */
record ChatRequest(
        @Schema(
                example = "[{\"id\": \"m1\", \"role\": \"user\","
                        + " \"parts\": [{\"type\": \"text\", \"text\": \"why does the generator overheat\"}]}]")
        @Nullable
        List<@Nullable UiMessage> messages,

        @Schema(type = "string", format = "uuid", example = "00000000-0000-4000-8000-000000000001")
        @JsonProperty("yacht_id")
        @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @Schema(example = "5") @JsonProperty("top_k") @Nullable @Min(1) @Max(100)
        Integer topK,

        @Schema(example = "true") @Nullable Boolean llm) {}
