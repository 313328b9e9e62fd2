package io.celesteos.embedding.inference;

/**
 * What a model's numbers look like.
 *
 * @param dimensions width of its hidden state, or number of its logits
 * @param output which of its outputs is wanted
 * @param padId the token it was trained to be padded with; only batches are padded
 */
public record EncoderShape(int dimensions, EncoderOutput output, long padId) {

    /** A BERT-like embedding model's. */
    public static EncoderShape ofTokens(int dimensions) {
        return new EncoderShape(dimensions, EncoderOutput.TOKENS, 0);
    }
}
