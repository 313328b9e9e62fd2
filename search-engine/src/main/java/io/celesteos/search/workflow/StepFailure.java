package io.celesteos.search.workflow;

/** A step that would fail again, however often it is begun. The message is shown to the caller. */
final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code in snake_case, for programs */
    StepFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
