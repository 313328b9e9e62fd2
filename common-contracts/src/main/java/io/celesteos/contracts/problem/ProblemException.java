package io.celesteos.contracts.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure that the caller is told about in full: type, detail, fields and when to come back. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldProblem> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            ProblemType type,
            String detail,
            List<FieldProblem> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), null, null);
    }

    public static ProblemException of(ProblemType type, String detail, Throwable cause) {
        return new ProblemException(type, detail, List.of(), null, cause);
    }

    /** The field {@code field} is wrong; {@code message} says what is allowed. */
    public static ProblemException invalidField(String field, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                field + " " + message,
                List.of(new FieldProblem(field, message)),
                null,
                null);
    }

    /** Several fields are wrong. */
    public static ProblemException invalid(ProblemType type, String detail, List<FieldProblem> errors) {
        return new ProblemException(type, detail, errors, null, null);
    }

    /** The caller may try again after {@code retryAfter} (429 and 503). */
    public static ProblemException retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new ProblemException(type, detail, List.of(), retryAfter, null);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    /** When to come back; null where the type has no such time. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
