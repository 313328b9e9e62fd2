package io.celesteos.embedding.tei;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemDialect;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** {@code "error"} and {@code "error_type"}, which clients of text-embeddings-inference show. */
@Component
final class TeiProblemDialect implements ProblemDialect {

    private static final Set<String> PATHS = Set.of("/embed", "/rerank", "/info");

    @Override
    public boolean covers(String path) {
        return PATHS.contains(path);
    }

    @Override
    public Map<String, Object> members(Problem problem) {
        return Map.of("error", problem.detail(), "error_type", type(problem.status()));
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "Overloaded";
            case 503 -> "Unhealthy";
            default -> status < 500 ? "Validation" : "Backend";
        };
    }
}
