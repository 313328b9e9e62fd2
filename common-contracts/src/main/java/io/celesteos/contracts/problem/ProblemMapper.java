package io.celesteos.contracts.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * From any exception to the {@link ProblemException} a caller may see. Whatever is not on the list becomes a
 * bare {@code internal_error}: details of our insides are for the log.
 */
public final class ProblemMapper {

    private static final int MAX_CAUSES = 12;
    private static final String BODY_REQUIRED = "A JSON body is required.";

    private ProblemMapper() {}

    public static ProblemException map(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            ProblemException mapped = mapOne(cause);
            if (mapped != null) {
                return mapped;
            }
        }
        if (failure instanceof ErrorResponse response) {
            return fromStatus(response.getStatusCode());
        }
        if (failure instanceof HttpMessageNotReadableException) {
            return ProblemException.of(ProblemType.MALFORMED_JSON, BODY_REQUIRED);
        }
        return internal(failure);
    }

    private static ProblemException internal(Throwable failure) {
        return ProblemException.of(
                ProblemType.INTERNAL_ERROR,
                "The request could not be answered. Quote the request id when reporting this.",
                failure);
    }

    private static @Nullable ProblemException mapOne(Throwable cause) {
        return switch (cause) {
            case ProblemException problem -> problem;
            // Our own answer could not be written: not the caller's fault, whatever the cause underneath.
            case HttpMessageNotWritableException ours -> internal(ours);
            case InvalidDefinitionException ours -> internal(ours);
            case MismatchedInputException mismatch -> fromMismatch(mismatch);
            case StreamReadException syntax ->
                ProblemException.of(ProblemType.MALFORMED_JSON, "The body is not valid JSON" + at(syntax) + ".");
            case StreamConstraintsException excessive ->
                ProblemException.of(
                        ProblemType.MALFORMED_JSON,
                        "The body is nested too deeply or holds a name, number or text that is too long.",
                        excessive);
            case DatabindException unreadable
            when unreadable.getCause() == null || unreadable instanceof ValueInstantiationException ->
                invalid(path(unreadable), "cannot be read");
            case DataBufferLimitException large ->
                ProblemException.of(ProblemType.BODY_TOO_LARGE, "Send a smaller body.", large);
            case ServerWebInputException missing
            when String.valueOf(missing.getReason()).contains("request body") ->
                ProblemException.of(ProblemType.MALFORMED_JSON, BODY_REQUIRED);
            case BindException invalid -> fromFieldErrors(invalid.getFieldErrors());
            case WebExchangeBindException invalid -> fromFieldErrors(invalid.getFieldErrors());
            case HandlerMethodValidationException invalid -> fromParameters(invalid);
            case ConstraintViolationException invalid ->
                withErrors(invalid.getConstraintViolations().stream()
                        .map(ProblemMapper::fieldProblem)
                        .toList());
            case MissingRequestValueException missing -> invalid(missing.getName(), "is required");
            case MethodArgumentTypeMismatchException mismatch ->
                invalid(mismatch.getName(), "must be " + describe(mismatch.getRequiredType()));
            case TypeMismatchException mismatch
            when mismatch.getPropertyName() != null ->
                invalid(mismatch.getPropertyName(), "must be " + describe(mismatch.getRequiredType()));
            default -> null;
        };
    }

    /** The general problem for a status that a framework chose. */
    public static ProblemException fromStatus(HttpStatusCode status) {
        ProblemType type = ProblemType.forStatus(status.value());
        String detail = switch (type) {
            case NOT_FOUND -> "Nothing is served at this path; see /v3/api-docs for what is.";
            case NOT_ACCEPTABLE -> "Ask for application/json or leave the Accept header out.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json (Content-Type header).";
            case BODY_TOO_LARGE -> "Send a smaller body.";
            case INVALID_REQUEST -> "The request could not be read; check its body, query and headers.";
            default -> type.title() + ".";
        };
        return ProblemException.of(type, detail);
    }

    private static ProblemException fromMismatch(MismatchedInputException mismatch) {
        String field = path(mismatch);
        if (field.isEmpty()) {
            return mismatch.getTargetType() == null
                            || !mismatch.getOriginalMessage().contains("No content")
                    ? ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be one JSON object.")
                    : ProblemException.of(ProblemType.MALFORMED_JSON, BODY_REQUIRED);
        }
        if (mismatch instanceof InvalidFormatException format && format.getTargetType() != null) {
            return invalid(field, "must be " + describe(format.getTargetType()));
        }
        return invalid(field, "must be " + describe(mismatch.getTargetType()));
    }

    private static ProblemException fromFieldErrors(List<FieldError> errors) {
        return withErrors(errors.stream()
                .map(e -> new FieldProblem(wireName(e.getField()), String.valueOf(e.getDefaultMessage())))
                .toList());
    }

    private static ProblemException fromParameters(HandlerMethodValidationException invalid) {
        List<FieldProblem> errors = new ArrayList<>();
        invalid.getParameterValidationResults()
                .forEach(parameter -> parameter
                        .getResolvableErrors()
                        .forEach(error -> errors.add(new FieldProblem(
                                error instanceof FieldError field
                                        ? wireName(field.getField())
                                        : wireName(String.valueOf(
                                                parameter.getMethodParameter().getParameterName())),
                                String.valueOf(error.getDefaultMessage())))));
        return withErrors(errors);
    }

    private static FieldProblem fieldProblem(ConstraintViolation<?> violation) {
        return new FieldProblem(wireName(violation.getPropertyPath().toString()), violation.getMessage());
    }

    private static ProblemException withErrors(List<FieldProblem> errors) {
        List<FieldProblem> sorted = errors.stream()
                .sorted(Comparator.comparing(FieldProblem::field).thenComparing(FieldProblem::message))
                .toList();
        FieldProblem first = sorted.isEmpty() ? new FieldProblem("body", "is invalid") : sorted.getFirst();
        boolean queryTooLong = sorted.stream()
                .anyMatch(e -> e.field().equals("query") && e.message().contains("too long"));
        ProblemException single = ProblemException.invalidField(first.field(), first.message());
        if (queryTooLong || sorted.size() > 1) {
            return ProblemException.invalid(
                    queryTooLong ? ProblemType.QUERY_TOO_LONG : ProblemType.INVALID_REQUEST,
                    sorted.stream().map(e -> e.field() + " " + e.message()).collect(Collectors.joining("; ")),
                    sorted);
        }
        return single;
    }

    private static ProblemException invalid(@Nullable String field, String message) {
        return ProblemException.invalidField(field == null ? "body" : field, message);
    }

    private static String describe(@Nullable Class<?> type) {
        if (type == null) {
            return "of the documented type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "String", "CharSequence" -> "a string";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double", "float", "Float" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "UUID", "YachtId" -> "a UUID, e.g. 00000000-0000-4000-8000-000000000001";
            case "LocalDate" -> "a date, e.g. 2024-12-31";
            case "Instant", "OffsetDateTime" -> "an ISO-8601 instant with offset, e.g. 2024-12-31T12:00:00Z";
            case "List", "ArrayList", "Set", "Collection" -> "a list";
            case "ZoneId" -> "an IANA time zone, e.g. Europe/Monaco";
            default -> type.isArray() ? "a list" : "an object";
        };
    }

    /** JSON path of the failure: {@code filters.date_range.start}, {@code texts[3]}. */
    private static String path(DatabindException failure) {
        StringBuilder path = new StringBuilder();
        failure.getPath().forEach(step -> {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        });
        return path.toString();
    }

    private static String at(StreamReadException syntax) {
        var where = syntax.getLocation();
        return where == null || where.getLineNr() < 1
                ? ""
                : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    /** Java component names to wire names: {@code yachtId} is {@code yacht_id} to the caller. */
    static String wireName(String javaName) {
        return javaName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
