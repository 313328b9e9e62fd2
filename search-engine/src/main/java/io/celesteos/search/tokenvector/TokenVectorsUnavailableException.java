package io.celesteos.search.tokenvector;

/** No token vectors: the embedding-service is away, late, or answered with something else. */
public final class TokenVectorsUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    public TokenVectorsUnavailableException(String message, boolean refused, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    public TokenVectorsUnavailableException(String message) {
        super(message);
        this.refused = false;
    }

    /** Whether these very texts were refused, so that asking again would change nothing. */
    public boolean refused() {
        return refused;
    }
}
