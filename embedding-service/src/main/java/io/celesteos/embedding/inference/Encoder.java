package io.celesteos.embedding.inference;

import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.List;

/** A loaded model. Thread-safe; each call runs on its caller's thread alone. */
public interface Encoder extends AutoCloseable {

    /**
     * One text, without neighbours: int8 models quantise a batch together, so that a vector would depend on
     * what it was computed with.
     *
     * @throws InferenceException when the runtime fails or returns anything but finite numbers
     */
    HiddenStates encode(TokenizedText text);

    /**
     * Several texts in one call, padded to the longest; one result a text, without the padding.
     *
     * @throws InferenceException as {@link #encode} does; then none of them is computed
     */
    default List<HiddenStates> encodeBatch(List<TokenizedText> batch) {
        return batch.stream().map(this::encode).toList();
    }

    /** How the scheduler should feed this model. */
    default BatchPolicy batching() {
        return BatchPolicy.ONE_BY_ONE;
    }

    /** What it is computed on: {@code cpu} or {@code gpu:0}. */
    default String device() {
        return "cpu";
    }

    @Override
    void close();
}
