package io.celesteos.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiErrorTests {

    private static OpenAiError error(ProblemType type, FieldProblem... fields) {
        return OpenAiError.of(Problem.of(type, "say why", List.of(fields), null, null));
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
        assertThat(error(problem).message()).isEqualTo("say why");
        assertThat(error(problem).type()).isEqualTo(type);
        assertThat(error(problem).code()).isEqualTo(code);
    }

    @Test
    void theFirstWrongFieldIsTheParameter() {
        assertThat(error(ProblemType.INVALID_REQUEST, new FieldProblem("input[1]", "x"), new FieldProblem("model", "y"))
                        .param())
                .isEqualTo("input[1]");
        assertThat(error(ProblemType.UNKNOWN_MODEL).param()).isEqualTo("model");
        assertThat(JsonStrictness.mapper().writeValueAsString(error(ProblemType.RATE_LIMITED)))
                .contains("\"param\":null");
        assertThat(error(ProblemType.RATE_LIMITED).param()).isNull();
    }
}
