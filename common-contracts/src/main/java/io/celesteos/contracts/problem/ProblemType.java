package io.celesteos.contracts.problem;

import java.net.URI;
import java.util.Locale;

/**
 * Every kind of error a caller can meet. The {@code code} is the name in lower case; the {@code type} URI is
 * {@code urn:celeste:problem:<code>} and, like the code, never changes its meaning.
 */
public enum ProblemType {
    MALFORMED_JSON(400, "The body is not valid JSON", false),
    INVALID_REQUEST(400, "The request has invalid fields", false),
    QUERY_TOO_LONG(400, "The query is too long", false),
    UNAUTHORIZED(401, "A credential is needed", false),
    FORBIDDEN(403, "The credential does not cover this", false),
    YACHT_INACTIVE(403, "The yacht is not active", false),
    NOT_FOUND(404, "There is nothing at this address", false),
    UNKNOWN_YACHT(404, "The yacht is not known", false),
    UNKNOWN_MODEL(404, "The model is not installed", false),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here", false),
    NOT_ACCEPTABLE(406, "The answer cannot be given in the form asked for", false),
    /** Head or body came too slowly. */
    REQUEST_TOO_SLOW(408, "The request did not arrive in time", false),
    CONFLICT(409, "The request contradicts what is stored", false),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request with this key is still being worked on", true),
    BODY_TOO_LARGE(413, "The body is too large", false),
    ADDRESS_TOO_LONG(414, "The request line is too long", false),
    TOO_MANY_TEXTS(413, "Too many texts in one request", false),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported", false),
    ANSWER_REFUSED(422, "The answer broke off and will not be finished", false),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request", false),
    RATE_LIMITED(429, "Too many requests", true),
    HEADERS_TOO_LARGE(431, "The headers are too many or too large", false),
    /** A status that nginx made known; it is only told within streams, never as a status line. */
    CANCELLED(499, "Cancelled by the caller", false),
    OVERLOADED(503, "The queue is full", true),
    STARTING(503, "Still loading", true),
    SHUTTING_DOWN(503, "This instance is shutting down", true),
    UPSTREAM_UNAVAILABLE(503, "A service this request needs is not available", true),
    ANSWER_INTERRUPTED(502, "The answer broke off", true),
    DEADLINE_EXCEEDED(504, "The deadline passed", true),
    INTERNAL_ERROR(500, "Something went wrong here", true);

    private final int status;
    private final String title;
    private final boolean retryable;

    ProblemType(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public URI uri() {
        return URI.create("urn:celeste:problem:" + code());
    }

    /** The general type for an HTTP status, for failures that only have a status. */
    public static ProblemType forStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TOO_SLOW;
            case 409 -> CONFLICT;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> ADDRESS_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADERS_TOO_LARGE;
            case 502, 503 -> UPSTREAM_UNAVAILABLE;
            case 504 -> DEADLINE_EXCEEDED;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
        };
    }
}
