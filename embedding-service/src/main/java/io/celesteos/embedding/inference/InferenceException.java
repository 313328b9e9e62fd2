package io.celesteos.embedding.inference;

/** The runtime could not do what it was asked; never the caller's fault. */
public sealed class InferenceException extends RuntimeException permits NotFiniteException {

    private static final long serialVersionUID = 1L;

    public InferenceException(String message) {
        super(message);
    }

    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
