package io.celesteos.streaming.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code [number]} in the answer stands for.
 *
 * @param number from 1, in the order of the answer
 * @param id of the hit
 * @param documentId of its document; null for hits that are no part of one
 * @param quote the words of the hit that are leaned on, white space collapsed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Citation(
        int number,
        UUID id,
        String title,
        @JsonProperty("document_id") @Nullable UUID documentId,
        String quote) {}
