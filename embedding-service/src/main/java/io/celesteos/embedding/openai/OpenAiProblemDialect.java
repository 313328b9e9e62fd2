package io.celesteos.embedding.openai;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemDialect;
import io.celesteos.contracts.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code "error": {"message", "type", "param", "code"}}, which OpenAI's clients make their exceptions of. */
@Component
final class OpenAiProblemDialect implements ProblemDialect {

    @Override
    public boolean covers(String path) {
        return path.equals("/v1/embeddings") || path.equals("/v1/models") || path.startsWith("/v1/models/");
    }

    @Override
    public Map<String, Object> members(Problem problem) {
        boolean unknownModel = problem.code().equals(ProblemType.UNKNOWN_MODEL.code());
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", problem.detail());
        error.put("type", type(problem.status()));
        error.put("param", unknownModel ? "model" : firstField(problem.errors()));
        // The one code that callers are known to ask for by OpenAI's name.
        error.put("code", unknownModel ? "model_not_found" : problem.code());
        return Map.of("error", error);
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
