package io.celesteos.embedding.cache;

/**
 * What is known of one text: its vector, how many tokens it has and whether it was cut. Immutable; {@link
 * #vector()} is shared, not copied, and must not be written to.
 */
public final class EmbeddedText {

    private final float[] vector;
    private final int tokens;
    private final boolean truncated;

    public EmbeddedText(float[] vector, int tokens, boolean truncated) {
        this.vector = vector;
        this.tokens = tokens;
        this.truncated = truncated;
    }

    /** {@code float[dimensions]}. */
    public float[] vector() {
        return vector;
    }

    /** Fed to the model, prompt and special tokens included. */
    public int tokens() {
        return tokens;
    }

    public boolean truncated() {
        return truncated;
    }
}
