package io.celesteos.embedding.model;

/**
 * What a loaded model takes: its weights with what the runtime makes of them, the vocabulary, and the working
 * memory of a text as long as the model reads on each core, which the runtime keeps once it had it.
 */
final class MemoryEstimate {

    /** Weights are kept once more in the layout the processor likes; measured in docs/embedding/models.md. */
    private static final double WEIGHTS_FACTOR = 1.35;

    private static final long VOCABULARY_BYTES = 12L << 20;

    /** Rows of the hidden width alive at the same time, the feed-forward layer's fourfold one included. */
    private static final int LIVE_ROWS = 12;

    /** Attention scores before and after the softmax. */
    private static final int LIVE_SCORES = 2;

    private MemoryEstimate() {}

    static long bytes(ModelArtifact artifact, int callers) {
        ModelDetails details = artifact.details();
        long tokens = artifact.maxTokens();
        long rows = LIVE_ROWS * tokens * details.hiddenSize() * Float.BYTES;
        long scores = LIVE_SCORES * tokens * tokens * details.heads() * Float.BYTES;
        return (long) (WEIGHTS_FACTOR * details.weightBytes()) + VOCABULARY_BYTES + callers * (rows + scores);
    }
}
