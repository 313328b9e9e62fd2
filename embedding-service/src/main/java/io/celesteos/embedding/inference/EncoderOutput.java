package io.celesteos.embedding.inference;

/** Which of a model's outputs is wanted; models are exported with one or several, under many names. */
public enum EncoderOutput {
    /** The last hidden state, {@code [batch, tokens, dimensions]}. */
    TOKENS(3),
    /** A classification head's logits, {@code [batch, labels]}. */
    LOGITS(2);

    private final int rank;

    EncoderOutput(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }
}
