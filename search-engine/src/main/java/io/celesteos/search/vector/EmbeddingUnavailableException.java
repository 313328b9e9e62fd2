package io.celesteos.search.vector;

/** No vector: the embedding-service is away, late, or answered with something else. */
public final class EmbeddingUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    EmbeddingUnavailableException(String message, boolean refused, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    EmbeddingUnavailableException(String message) {
        super(message);
        this.refused = false;
    }

    /** Whether these very texts were refused, so that asking again would change nothing. */
    public boolean refused() {
        return refused;
    }
}
