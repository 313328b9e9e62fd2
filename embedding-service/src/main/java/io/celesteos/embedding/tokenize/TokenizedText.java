package io.celesteos.embedding.tokenize;

import java.util.Arrays;

/**
 * One text as a model reads it: {@code [CLS] tokens [SEP]}, never padded. Immutable; {@link #ids()} is shared,
 * not copied, and must not be written to.
 */
public final class TokenizedText {

    private final long[] ids;
    private final long[] typeIds;
    private final boolean truncated;

    /** A single text: all its type ids are 0. */
    public TokenizedText(long[] ids, boolean truncated) {
        this(ids, new long[ids.length], truncated);
    }

    /** @param typeIds which text of a pair each token is of, 0 or 1; as many as there are ids */
    public TokenizedText(long[] ids, long[] typeIds, boolean truncated) {
        if (ids.length < 2) {
            throw new IllegalArgumentException("a text has at least its two special tokens, not " + ids.length);
        }
        if (ids.length != typeIds.length) {
            throw new IllegalArgumentException(ids.length + " ids, " + typeIds.length + " type ids");
        }
        this.ids = ids;
        this.typeIds = typeIds;
        this.truncated = truncated;
    }

    public long[] ids() {
        return ids;
    }

    /** {@code token_type_ids}: 0 for the first text of a pair, 1 for the second. Shared, as {@link #ids()} is. */
    public long[] typeIds() {
        return typeIds;
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
        return new TokenizedText(shorter, Arrays.copyOf(typeIds, maxTokens), true);
    }
}
