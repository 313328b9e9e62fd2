package io.celesteos.embedding.inference;

import java.nio.file.Path;

/** An engine that runs encoder models. */
public interface EncoderBackend {

    /** Its name as callers see it, e.g. {@code onnxruntime}; the one used unless a model's file needs another. */
    String engine();

    /** Name of the engine that this file needs. */
    default String engineFor(Path weights) {
        return engine();
    }

    /** Whether that engine is part of this build. */
    default boolean runs(Path weights) {
        return true;
    }

    /**
     * An embedding model.
     *
     * @param weights the model file
     * @param dimensions width of its hidden state
     * @throws InferenceException when the file is no such model
     */
    Encoder open(Path weights, int dimensions);

    /**
     * Any model.
     *
     * @throws InferenceException when the file is no such model, or the engine it needs is not part of this build
     */
    default Encoder open(Path weights, EncoderShape shape) {
        return open(weights, shape.dimensions());
    }
}
