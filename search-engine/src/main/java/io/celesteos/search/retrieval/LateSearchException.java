package io.celesteos.search.retrieval;

/** A branch that would have answered after its deadline. */
public final class LateSearchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LateSearchException(String branch) {
        super(branch + " missed its deadline");
    }

    public LateSearchException(String branch, Throwable cause) {
        super(branch + " missed its deadline", cause);
    }
}
