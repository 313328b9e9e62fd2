package io.celesteos.embedding.model;

/** A model's folder cannot be used; the message is one sentence that says why, without any path of the host. */
final class BrokenModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenModelException(String reason) {
        super(reason);
    }

    BrokenModelException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
