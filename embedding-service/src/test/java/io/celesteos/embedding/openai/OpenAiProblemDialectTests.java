package io.celesteos.embedding.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.problem.OpenAiError;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiProblemDialectTests {

    private final OpenAiProblemDialect dialect = new OpenAiProblemDialect();

    @Test
    void itsMemberIsOpenAisError() {
        Problem problem = Problem.of(ProblemType.INVALID_REQUEST, "say why", List.of(), null, null);
        assertThat(dialect.members(problem)).isEqualTo(Map.of("error", OpenAiError.of(problem)));
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
