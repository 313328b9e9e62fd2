package io.celesteos.embedding.inference;

import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Texts as one rectangle, each padded at its end to the length of the longest; the mask hides the padding. */
final class PaddedBatch {

    private final List<TokenizedText> texts;
    private final long padId;
    private final int length;

    PaddedBatch(List<TokenizedText> texts, long padId) {
        this.texts = texts;
        this.padId = padId;
        this.length = texts.stream().mapToInt(TokenizedText::length).max().orElseThrow();
    }

    /** Tokens of the longest text. */
    int length() {
        return length;
    }

    /** {@code long[texts][length]}, row-major. */
    long[] input(String name) {
        return switch (name) {
            case "input_ids" -> rows(TokenizedText::ids, padId);
            case "attention_mask" -> rows(text -> ones(text.length()), 0);
            case "token_type_ids" -> rows(TokenizedText::typeIds, 0);
            default -> throw new InferenceException("the model wants an input named " + name);
        };
    }

    private long[] rows(Function<TokenizedText, long[]> row, long padding) {
        if (texts.size() == 1) {
            return row.apply(texts.getFirst());
        }
        long[] values = new long[texts.size() * length];
        if (padding != 0) {
            Arrays.fill(values, padding);
        }
        for (int i = 0; i < texts.size(); i++) {
            long[] own = row.apply(texts.get(i));
            System.arraycopy(own, 0, values, i * length, own.length);
        }
        return values;
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
