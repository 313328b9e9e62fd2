package io.celesteos.embedding.openai;

import io.celesteos.contracts.problem.OpenAiError;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemDialect;
import java.util.Map;
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
        return Map.of("error", OpenAiError.of(problem));
    }
}
