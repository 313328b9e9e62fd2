package io.celesteos.embedding.inference;

/**
 * How many texts an engine wants in one call.
 *
 * @param maxTexts at most, 1 or more
 * @param maxTokens at most, padding included: texts times the longest of them; a single text is always allowed
 */
public record BatchPolicy(int maxTexts, int maxTokens) {

    /** Fastest on a CPU, and the only way that keeps int8 vectors independent of their neighbours. */
    public static final BatchPolicy ONE_BY_ONE = new BatchPolicy(1, Integer.MAX_VALUE);

    public BatchPolicy {
        if (maxTexts < 1 || maxTokens < 1) {
            throw new IllegalArgumentException("a batch has at least one text and one token");
        }
    }
}
