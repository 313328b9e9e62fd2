package io.celesteos.search.workflow;

/** The caller wants the run no longer. */
final class RunCancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
