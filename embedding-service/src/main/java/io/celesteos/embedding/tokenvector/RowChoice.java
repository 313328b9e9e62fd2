package io.celesteos.embedding.tokenvector;

import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a text are kept.
 *
 * @param promptTokens tokens of the model's prompt, behind the first special one
 * @param left out of ids for which it is true; null for none
 */
record RowChoice(int promptTokens, @Nullable LongPredicate left) {

    /** Rows in their order; those of special tokens always, and all of them where none else would be left. */
    int[] of(TokenizedText text) {
        int[] kept = IntStream.range(0, text.length())
                .filter(row -> row == 0 || row > promptTokens)
                .filter(row -> left == null || special(row, text) || !left.test(text.ids()[row]))
                .toArray();
        return kept.length > 2 || left == null ? kept : new RowChoice(promptTokens, null).of(text);
    }

    private static boolean special(int row, TokenizedText text) {
        return row == 0 || row == text.length() - 1;
    }
}
