package io.celesteos.streaming.relay;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the caller is told when the search gave nothing. */
final class UpstreamProblem {

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    /** Refusals that are about the caller's request. A 401, say, would be about our own credential. */
    private static final Set<ProblemType> ABOUT_THE_REQUEST = Set.of(
            ProblemType.INVALID_REQUEST,
            ProblemType.QUERY_TOO_LONG,
            ProblemType.FORBIDDEN,
            ProblemType.YACHT_INACTIVE,
            ProblemType.UNKNOWN_YACHT);

    private UpstreamProblem() {}

    /** The search-engine's refusal where no other search could answer better; else empty. */
    static Optional<ProblemException> aboutTheRequest(Exception cause) {
        if (!(cause instanceof RemoteFailure failure)) {
            return Optional.empty();
        }
        Problem refusal = failure.refusal();
        return refusal == null
                ? Optional.empty()
                : ABOUT_THE_REQUEST.stream()
                        .filter(type -> type.code().equals(refusal.code()))
                        .findFirst()
                        .map(type -> repeated(type, refusal));
    }

    /** @param cause why the search gave nothing; null when it was still at work at the deadline */
    static ProblemException nothingUsable(@Nullable Exception cause) {
        if (cause == null || timedOut(cause)) {
            return ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "No result came in time. Try again, or allow more time.");
        }
        Problem refusal = cause instanceof RemoteFailure failure ? failure.refusal() : null;
        if (refusal != null && refusal.code().equals(ProblemType.STARTING.code())) {
            return ProblemException.retryLater(
                    ProblemType.STARTING, "The search index is still loading. Try again in a moment.", COME_BACK);
        }
        return ProblemException.retryLater(
                ProblemType.UPSTREAM_UNAVAILABLE, "The search is not available now. Try again in a moment.", COME_BACK);
    }

    private static boolean timedOut(Exception failure) {
        return switch (failure.getCause()) {
            // No connection within its own, shorter limit: the service is away, not slow.
            case HttpConnectTimeoutException away -> false;
            case HttpTimeoutException late -> true;
            case TimeoutException late -> true;
            case null, default -> false;
        };
    }

    private static ProblemException repeated(ProblemType type, Problem refusal) {
        var errors = refusal.errors();
        return ProblemException.invalid(type, refusal.detail(), errors == null ? List.of() : errors);
    }
}
