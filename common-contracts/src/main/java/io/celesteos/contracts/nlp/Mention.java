package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A span of the text and the evidence for it; flattened into each entity on the wire.
 *
 * @param text as written
 * @param start UTF-16 offset of the first unit, {@code end} after the last one
 * @param canonical the one form all spellings share
 * @param confidence 0 to 1
 * @param negated the text denies it ("no leak")
 * @param rule name of the rule that found it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mention(
        String text,
        int start,
        int end,
        String canonical,
        double confidence,
        EntitySource source,
        boolean negated,
        @Nullable String rule) {}
