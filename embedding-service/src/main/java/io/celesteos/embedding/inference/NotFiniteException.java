package io.celesteos.embedding.inference;

/** A model's answer to one text holds a value that is no finite number: it is the text that has to change. */
public final class NotFiniteException extends InferenceException {

    private static final long serialVersionUID = 1L;

    public NotFiniteException() {
        super("the model answered with a value that is no finite number");
    }
}
