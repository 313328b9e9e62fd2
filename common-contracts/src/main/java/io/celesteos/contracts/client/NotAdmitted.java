package io.celesteos.contracts.client;

import java.time.Duration;

/** A call that was not made: the service is given up on for the moment, or has all the calls it may have. */
public final class NotAdmitted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        BREAKER_OPEN,
        NO_PLACE
    }

    private final Reason reason;
    private final Duration retryAfter;

    NotAdmitted(String service, Reason reason, Duration retryAfter) {
        // Made for each refused call while a service is down: a stack trace would be the dearest part of it.
        super(
                switch (reason) {
                    case BREAKER_OPEN -> "the breaker of " + service + " is open";
                    case NO_PLACE -> service + " has all the calls it may have";
                },
                null,
                false,
                false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** When it is worth trying again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
