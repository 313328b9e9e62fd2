package io.celesteos.gateway.fallback.search;

/** The yacht's rows could not be read in time. */
final class CorpusUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorpusUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
