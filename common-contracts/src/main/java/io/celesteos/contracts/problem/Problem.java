package io.celesteos.contracts.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem document, media type {@code application/problem+json}.
 *
 * @param detail what happened and what the caller can do; never a stack trace, SQL or a host name
 * @param message the detail again, where n8n looks for it
 * @param instance the path of the request
 * @param errors the wrong fields; left out when there are none
 * @param requestId of the request, to be quoted when asking for help
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable URI instance,
        String code,
        @Nullable String message,
        @Nullable Boolean retryable,
        @Nullable List<FieldProblem> errors,
        @JsonProperty("request_id") @Nullable String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(
            ProblemType type,
            String detail,
            List<FieldProblem> errors,
            @Nullable URI instance,
            @Nullable String requestId) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                instance,
                type.code(),
                detail,
                type.retryable(),
                errors,
                requestId);
    }
}
