package io.celesteos.embedding.embed;

import io.celesteos.contracts.embedding.InputType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be embedded, whatever dialect asked.
 *
 * @param field the caller's name for the texts, for error messages
 * @param texts 1 or more, none of them blank
 * @param model name or alias; null for the default
 * @param role whose prompt the model is given; null for none: the texts bring their own, or want none
 * @param normalize to unit length
 * @param truncate cut over-long texts; else they are refused
 */
public record EmbedCommand(
        String field,
        List<String> texts,
        @Nullable String model,
        @Nullable InputType role,
        boolean normalize,
        boolean truncate) {

    public EmbedCommand {
        texts = List.copyOf(texts);
    }
}
