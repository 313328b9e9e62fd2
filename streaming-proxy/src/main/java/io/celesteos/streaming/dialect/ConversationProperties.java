package io.celesteos.streaming.dialect;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of a conversation is taken.
 *
 * @param maxMessages messages in one request, 1 to 1,000; raising it lets longer conversations go on
 * @param maxCharacters of all their texts together, 2,000 to 1,000,000; raising it costs memory for each request
 *     and, with a language model, what its provider charges for reading
 */
@Validated
@ConfigurationProperties(prefix = "streaming.conversation", ignoreUnknownFields = false)
record ConversationProperties(
        @DefaultValue("100") @Min(1) @Max(1_000) int maxMessages,
        @DefaultValue("100000") @Min(2_000) @Max(1_000_000) int maxCharacters) {}
