package io.celesteos.embedding.inference;

import java.nio.file.Path;

/** An engine that runs encoder models. */
public interface EncoderBackend {

    /** Its name as callers see it, e.g. {@code onnxruntime}. */
    String engine();

    /**
     * @param weights the model file
     * @param dimensions width of its hidden state
     * @throws InferenceException when the file is no such model
     */
    Encoder open(Path weights, int dimensions);
}
