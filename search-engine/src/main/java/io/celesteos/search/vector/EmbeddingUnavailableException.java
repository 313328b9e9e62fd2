package io.celesteos.search.vector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No vector: whoever makes them is away, late, or answered with something else. */
public final class EmbeddingUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final Duration retryAfter;

    /** @param refused whether these very texts were refused */
    public EmbeddingUnavailableException(String message, boolean refused, @Nullable Throwable cause) {
        super(message, cause);
        this.refused = refused;
        this.retryAfter = Duration.ZERO;
    }

    public EmbeddingUnavailableException(String message) {
        this(message, Duration.ZERO);
    }

    /** @param retryAfter what was said of when to come again; zero where nothing was */
    public EmbeddingUnavailableException(String message, Duration retryAfter) {
        super(message);
        this.refused = false;
        this.retryAfter = retryAfter;
    }

    /** Whether these very texts were refused, so that asking again would change nothing. */
    public boolean refused() {
        return refused;
    }

    /** Before this has passed it is of no use to ask again; zero where nothing was said. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
