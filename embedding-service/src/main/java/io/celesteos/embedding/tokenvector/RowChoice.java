package io.celesteos.embedding.tokenvector;

import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.stream.IntStream;

/**
 * Which rows of a text are kept.
 *
 * @param promptTokens tokens of the model's prompt, behind the first special one, to be left out
 * @param leftOut further ones
 */
record RowChoice(int promptTokens, StopTokens leftOut) {

    /** The two special tokens. */
    private static final int FRAME = 2;

    /** Rows in their order; those of special tokens always, and all of them where none else would be left. */
    int[] of(TokenizedText text) {
        int[] telling = rows(text, leftOut);
        return telling.length > FRAME ? telling : rows(text, StopTokens.none());
    }

    private int[] rows(TokenizedText text, StopTokens without) {
        int last = text.length() - 1;
        return IntStream.rangeClosed(0, last)
                .filter(row -> row == 0 || row > promptTokens)
                .filter(row -> row == 0 || row == last || !without.at(row, text.ids()))
                .toArray();
    }
}
