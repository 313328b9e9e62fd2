package io.celesteos.search.workflow;

/** Somebody else works on the run by now, or it is gone: nothing more is to be done or written here. */
final class RunSuperseded extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
