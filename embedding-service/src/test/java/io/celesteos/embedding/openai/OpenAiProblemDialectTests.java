package io.celesteos.embedding.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiProblemDialectTests {

    private final OpenAiProblemDialect dialect = new OpenAiProblemDialect();

    private Map<?, ?> error(ProblemType type, FieldProblem... fields) {
        return (Map<?, ?>) dialect.members(Problem.of(type, "say why", List.of(fields), null, null))
                .get("error");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, invalid_request_error, invalid_request",
        "BODY_TOO_LARGE, invalid_request_error, body_too_large",
        "UNAUTHORIZED, authentication_error, unauthorized",
        "RATE_LIMITED, rate_limit_error, rate_limited",
        "STARTING, server_error, starting",
        "UNKNOWN_MODEL, invalid_request_error, model_not_found"
    })
    void kindsOfErrorsHaveOpenAisNames(ProblemType problem, String type, String code) {
        assertThat(error(problem).get("message")).isEqualTo("say why");
        assertThat(error(problem).get("type")).isEqualTo(type);
        assertThat(error(problem).get("code")).isEqualTo(code);
    }

    @Test
    void theFirstWrongFieldIsTheParameter() {
        assertThat(error(ProblemType.INVALID_REQUEST, new FieldProblem("input[1]", "x"), new FieldProblem("model", "y"))
                        .get("param"))
                .isEqualTo("input[1]");
        assertThat(error(ProblemType.UNKNOWN_MODEL).get("param")).isEqualTo("model");
        assertThat(error(ProblemType.RATE_LIMITED).containsKey("param")).isTrue();
        assertThat(error(ProblemType.RATE_LIMITED).get("param")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/embeddings, true",
        "/v1/models, true",
        "/v1/models/gpt-4, true",
        "/v1/rerank, false",
        "/v1/modelsx, false",
        "/embed, false",
        "'', false"
    })
    void onlyItsOwnPathsAreCovered(String path, boolean covered) {
        assertThat(dialect.covers(path)).isEqualTo(covered);
    }
}
