package io.celesteos.search.reading;

import java.io.IOException;

/** A file that is not read, and why, in words for the person who sent it. */
public final class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Stable names of what can be wrong; on the wire in lower case. */
    public enum Reason {
        EMPTY,
        UNSUPPORTED,
        ENCRYPTED,
        DAMAGED,
        TOO_LARGE,
        UNSAFE,
        SCANNED,
        NO_TEXT,
        TOO_SLOW,
        TOO_MUCH_MEMORY,
        READER_FAILED
    }

    public UnreadableFileException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public UnreadableFileException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
