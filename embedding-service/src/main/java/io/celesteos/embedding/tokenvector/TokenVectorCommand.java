package io.celesteos.embedding.tokenvector;

import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.embedding.TokenEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param texts 1 or more, none of them blank
 * @param model name or alias; null for the default
 * @param role whose prompt the model reads; null for none
 */
record TokenVectorCommand(
        List<String> texts,
        @Nullable String model,
        @Nullable InputType role,
        Compression compression,
        TokenEncoding encoding) {

    TokenVectorCommand {
        texts = List.copyOf(texts);
    }
}
