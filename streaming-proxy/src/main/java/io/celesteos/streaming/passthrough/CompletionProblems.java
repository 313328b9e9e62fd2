package io.celesteos.streaming.passthrough;

import io.celesteos.contracts.problem.OpenAiError;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemDialect;
import java.util.Map;
import org.springframework.stereotype.Component;

/** OpenAI's {@code error} in every problem document of these paths. */
@Component
final class CompletionProblems implements ProblemDialect {

    @Override
    public boolean covers(String path) {
        return path.equals("/v1/chat/completions");
    }

    @Override
    public Map<String, Object> members(Problem problem) {
        return Map.of("error", OpenAiError.of(problem));
    }
}
