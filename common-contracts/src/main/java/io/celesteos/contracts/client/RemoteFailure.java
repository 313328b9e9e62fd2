package io.celesteos.contracts.client;

import io.celesteos.contracts.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A call to another service that gave no answer.
 *
 * <p>{@link #refusal()} is the other service's problem document when it did answer, with an error; null when
 * it was out of reach, too slow, or its breaker is open.
 */
public final class RemoteFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String service;
    private final transient @Nullable Problem refusal;

    private RemoteFailure(String service, String message, @Nullable Problem refusal, @Nullable Throwable cause) {
        super(message, cause);
        this.service = service;
        this.refusal = refusal;
    }

    static RemoteFailure unreachable(String service, Throwable cause) {
        return new RemoteFailure(service, service + " did not answer: " + cause, null, cause);
    }

    static RemoteFailure refused(String service, Problem refusal) {
        return new RemoteFailure(
                service, service + " answered " + refusal.status() + " " + refusal.code(), refusal, null);
    }

    public String service() {
        return service;
    }

    public @Nullable Problem refusal() {
        return refusal;
    }

    /** Whether the caller's own request is at fault (4xx), so that no fallback could do better. */
    public boolean callersFault() {
        return refusal != null && refusal.status() >= 400 && refusal.status() < 500 && refusal.status() != 429;
    }
}
