package io.celesteos.embedding.inference;

import io.celesteos.embedding.tokenize.TokenizedText;

/** A loaded model. Thread-safe; each call runs on its caller's thread alone. */
public interface Encoder extends AutoCloseable {

    /**
     * One text, without neighbours: int8 models quantise a batch together, so that a vector would depend on
     * what it was computed with.
     *
     * @throws InferenceException when the runtime fails or returns anything but finite numbers
     */
    HiddenStates encode(TokenizedText text);

    @Override
    void close();
}
