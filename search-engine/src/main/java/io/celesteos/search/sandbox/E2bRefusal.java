package io.celesteos.search.sandbox;

import io.celesteos.search.sandbox.SandboxException.Reason;
import java.net.http.HttpHeaders;
import java.time.Duration;

/** What a status of E2B means. Its own words stay out: they may name the account. */
final class E2bRefusal {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private E2bRefusal() {}

    /** Of the API that makes sandboxes. */
    static SandboxException of(int status, HttpHeaders headers) {
        return switch (status) {
            case 401, 403 ->
                new SandboxException(Reason.REFUSED, "The sandbox provider refuses the key; check E2B_API_KEY.");
            case 400, 404, 409, 422 ->
                new SandboxException(
                        Reason.REFUSED,
                        "The sandbox provider refuses the request (" + status + "); check E2B_TEMPLATE.");
            case 429 -> new SandboxException(Reason.BUSY, "The sandbox provider has no room now.", retryAfter(headers));
            default ->
                new SandboxException(
                        Reason.UNAVAILABLE, "The sandbox provider failed (" + status + ").", retryAfter(headers));
        };
    }

    /** Of the interpreter inside; 502 and 404 come from the door before it when there is no sandbox any more. */
    static SandboxException ofInterpreter(int status, HttpHeaders headers) {
        return switch (status) {
            case 404, 410, 502 -> new SandboxException(Reason.DIED, "The sandbox ended before the code did.");
            case 400, 422 -> new SandboxException(Reason.REFUSED, "The sandbox cannot run this; check the language.");
            default -> of(status, headers);
        };
    }

    private static Duration retryAfter(HttpHeaders headers) {
        try {
            Duration told = Duration.ofSeconds(Math.clamp(
                    headers.firstValue("Retry-After").map(Long::parseLong).orElse(0L), 0, Integer.MAX_VALUE));
            return told.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : told;
        } catch (NumberFormatException aDate) {
            return Duration.ZERO;
        }
    }
}
