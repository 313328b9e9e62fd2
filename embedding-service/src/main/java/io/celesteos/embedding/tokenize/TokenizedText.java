package io.celesteos.embedding.tokenize;

import java.util.Arrays;

/**
 * One text as a model reads it: {@code [CLS] tokens [SEP]}, never padded. Immutable; {@link #ids()} is shared,
 * not copied, and must not be written to.
 */
public final class TokenizedText {

    private final long[] ids;
    private final boolean truncated;

    public TokenizedText(long[] ids, boolean truncated) {
        if (ids.length < 2) {
            throw new IllegalArgumentException("a text has at least its two special tokens, not " + ids.length);
        }
        this.ids = ids;
        this.truncated = truncated;
    }

    public long[] ids() {
        return ids;
    }

    /** Number of tokens, the two special ones included. */
    public int length() {
        return ids.length;
    }

    /** Whether the end of the text was cut off. */
    public boolean truncated() {
        return truncated;
    }

    /** This text with at most {@code maxTokens} tokens; the closing special token stays. */
    public TokenizedText cut(int maxTokens) {
        if (ids.length <= maxTokens) {
            return this;
        }
        long[] shorter = Arrays.copyOf(ids, maxTokens);
        shorter[maxTokens - 1] = ids[ids.length - 1];
        return new TokenizedText(shorter, true);
    }
}
