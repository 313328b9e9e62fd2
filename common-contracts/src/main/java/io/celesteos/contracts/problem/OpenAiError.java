package io.celesteos.contracts.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as OpenAI's clients read it, the value of {@code "error"}; they make their exceptions of it.
 *
 * @param param the first wrong field; null where none is
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OpenAiError(
        String message, String type, @Nullable String param, String code) {

    public static OpenAiError of(Problem problem) {
        boolean unknownModel = problem.code().equals(ProblemType.UNKNOWN_MODEL.code());
        return new OpenAiError(
                problem.detail(),
                type(problem.status()),
                unknownModel ? "model" : firstField(problem.errors()),
                // The one code that callers are known to ask for by OpenAI's name.
                unknownModel ? "model_not_found" : problem.code());
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static @Nullable String firstField(@Nullable List<FieldProblem> errors) {
        return errors == null || errors.isEmpty() ? null : errors.getFirst().field();
    }
}
