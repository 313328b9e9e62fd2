package io.celesteos.stack.terminal;

/** Something the person at the keyboard can mend: shown as this one sentence, exit code 1. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserError(String sentence) {
        super(sentence);
    }

    public UserError(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
