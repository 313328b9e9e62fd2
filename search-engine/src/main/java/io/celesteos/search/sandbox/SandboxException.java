package io.celesteos.search.sandbox;

import java.time.Duration;

/** A program that was not run, or whose end nobody saw. The message is fit for the caller: no key, no host. */
public final class SandboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is no outcome. */
    public enum Reason {
        /** No key is configured. */
        OFF(false),
        /** The key or the template is refused; it will be tomorrow too. */
        REFUSED(false),
        /** Too many sandboxes, or too many requests. */
        BUSY(true),
        /** The provider is away or fails. */
        UNAVAILABLE(true),
        /** The sandbox ended while the code ran. */
        DIED(true),
        /** The code ran longer than it may. */
        LATE(false),
        /** The code wrote more than is read. */
        TOO_MUCH(false),
        /** The caller wanted it no longer. */
        STOPPED(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;
    private final Duration retryAfter;

    SandboxException(Reason reason, String message) {
        this(reason, message, Duration.ZERO);
    }

    SandboxException(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same program may be run later. */
    public boolean retryable() {
        return reason.retryable;
    }

    /** Before this has passed it is of no use to try again; zero where nothing was said. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
