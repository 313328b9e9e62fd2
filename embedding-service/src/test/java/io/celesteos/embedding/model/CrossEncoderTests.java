package io.celesteos.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.inference.HiddenStates;
import org.junit.jupiter.api.Test;

/** A real cross-encoder from a Hugging Face style folder. */
class CrossEncoderTests {

    private static final String QUERY = "Why does the generator overheat?";

    private final LoadedModel reranker = CrossEncoderFixture.loaded();

    private float logit(String passage) {
        HiddenStates states = reranker.encoder().encode(reranker.tokenizer().tokenizePair(QUERY, passage));
        assertThat(states.tokens()).isEqualTo(1);
        assertThat(states.dimensions()).isEqualTo(1);
        return states.at(0, 0);
    }

    @Test
    void isReadAsWhatItsConfigurationSays() {
        assertThat(reranker.artifact().task()).isEqualTo(ModelTask.RERANKING);
        assertThat(reranker.artifact().maxTokens()).isEqualTo(512);
        assertThat(reranker.artifact().revision()).matches("[0-9a-f]{8}");
    }

    @Test
    void prefersThePassageThatAnswers() {
        assertThat(logit("The genset runs hot when its raw water pump impeller is worn."))
                .isGreaterThan(logit("Fold the napkins into swans before dinner.") + 1);
    }

    @Test
    void neitherIsTakenForTheOther() {
        ModelCatalog catalog = CrossEncoderFixture.catalog();
        assertThatThrownBy(() -> catalog.require(CrossEncoderFixture.NAME))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
                    assertThat(problem.errors().getFirst().field()).isEqualTo("model");
                    assertThat(problem.detail()).contains("/api/v1/rerank");
                });
        assertThat(catalog.reranker("bge-small")).isEmpty();
        assertThat(catalog.reranker(null))
                .hasValueSatisfying(model -> assertThat(model.name()).isEqualTo(CrossEncoderFixture.NAME));
        catalog.close();
    }
}
