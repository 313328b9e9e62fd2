package io.celesteos.embedding.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.cache.EmbeddedText;
import io.celesteos.embedding.cache.EmbeddingCache;
import io.celesteos.embedding.cache.EmbeddingCacheKey;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.inference.InferenceException;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.schedule.RealScheduler;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of texts a model cannot take. */
class UnusableTextTests {

    private final Map<EmbeddingCacheKey, EmbeddedText> remembered = new HashMap<>();

    private final EmbeddingCache cache = new EmbeddingCache() {
        @Override
        public Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys) {
            return Map.of();
        }

        @Override
        public void put(Map<EmbeddingCacheKey, EmbeddedText> entries) {
            remembered.putAll(entries);
        }
    };

    /** Texts of 12 characters give NaN, of 13 infinity, and with 15 it fails. */
    private final LoadedModel model = FakeModel.of(text -> switch (text.length()) {
        case 12 -> new HiddenStates(new float[] {1, Float.NaN}, 2);
        case 13 -> new HiddenStates(new float[] {Float.NEGATIVE_INFINITY, 1}, 2);
        case 15 -> throw new InferenceException("out of order");
        default -> new HiddenStates(new float[] {3, 4}, 2);
    });

    private final EmbeddingPipeline pipeline =
            new EmbeddingPipeline(FakeModel.catalog(model), cache, RealScheduler.shared());

    private ProblemException refused(boolean normalize, String... texts) {
        var command = new EmbedCommand("texts", List.of(texts), null, InputType.PASSAGE, normalize, true);
        return assertThatThrownBy(() -> pipeline.embed(command))
                .asInstanceOf(type(ProblemException.class))
                .actual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve chars", "thirteen char"})
    void aTextWithoutAFiniteVectorIsNamed(String unusable) {
        for (boolean normalize : new boolean[] {true, false}) {
            ProblemException problem = refused(normalize, "good", "good", "fine", unusable);

            assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
            assertThat(problem.errors()).extracting(FieldProblem::field).containsExactly("texts[3]");
        }
        assertThat(remembered).isEmpty();
    }

    @Test
    void aModelThatFailsIsNotTheCallersFaultAndSaysNothingOfItsInsides() {
        ProblemException problem = refused(true, "fifteen letters");

        assertThat(problem.type()).isEqualTo(ProblemType.INTERNAL_ERROR);
        assertThat(problem.detail()).contains("fake").doesNotContain("out of order");
    }

    @Test
    void theServiceLivesOn() {
        refused(true, "twelve chars");

        assertThat(pipeline.embed(new EmbedCommand("texts", List.of("good"), null, InputType.PASSAGE, true, true))
                        .vectors()
                        .getFirst())
                .containsExactly(0.6f, 0.8f);
    }
}
