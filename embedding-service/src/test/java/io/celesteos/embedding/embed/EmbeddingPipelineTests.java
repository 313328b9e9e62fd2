package io.celesteos.embedding.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.cache.EmbeddedText;
import io.celesteos.embedding.cache.EmbeddingCache;
import io.celesteos.embedding.cache.EmbeddingCacheKey;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.schedule.RealScheduler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real models and a cache that never forgets. */
class EmbeddingPipelineTests {

    private final Remembering cache = new Remembering();
    private final EmbeddingPipeline pipeline =
            new EmbeddingPipeline(RealModels.catalog(), cache, RealScheduler.shared());

    private static final class Remembering implements EmbeddingCache {
        private final Map<EmbeddingCacheKey, EmbeddedText> entries = new HashMap<>();

        @Override
        public Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys) {
            Map<EmbeddingCacheKey, EmbeddedText> found = new HashMap<>(entries);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public void put(Map<EmbeddingCacheKey, EmbeddedText> added) {
            entries.putAll(added);
        }
    }

    private static EmbedCommand passages(String model, String... texts) {
        return new EmbedCommand("texts", List.of(texts), model, InputType.PASSAGE, true, true);
    }

    private float[] embed(String model, InputType role, String text) {
        return pipeline.embed(new EmbedCommand("texts", List.of(text), model, role, true, true))
                .vectors()
                .getFirst();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bge-small", "minilm"})
    void aParaphraseIsCloserThanAnUnrelatedSentence(String model) {
        List<float[]> vectors = pipeline.embed(passages(
                        model,
                        "The port generator is overheating.",
                        "Generator on the port side runs too hot.",
                        "The chef ordered fresh lobster for dinner."))
                .vectors();

        assertThat(dot(vectors.get(0), vectors.get(1))).isGreaterThan(0.2 + dot(vectors.get(0), vectors.get(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bge-small", "minilm"})
    void aVectorDoesNotDependOnItsNeighbours(String model) {
        List<String> texts = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> texts.add("Alarm " + i + " on " + "deck locker ".repeat(1 + i * 3 % 60)));
        List<float[]> together = pipeline.embed(new EmbedCommand("texts", texts, model, InputType.PASSAGE, true, true))
                .vectors();

        for (int i : new int[] {0, 7, 19, 39}) {
            cache.entries.clear();
            assertThat(embed(model, InputType.PASSAGE, texts.get(i))).isEqualTo(together.get(i));
        }
    }

    @Test
    void whatIsCachedEqualsWhatWasComputed() {
        EmbedCommand command = passages(null, "fuel filter", "oil ".repeat(600), "fuel filter");

        EmbedOutcome computed = pipeline.embed(command);
        EmbedOutcome cached = pipeline.embed(command);

        assertThat(computed.cached()).isZero();
        assertThat(cached.cached()).isEqualTo(3);
        assertThat(cached.tokens()).isEqualTo(computed.tokens()).isEqualTo(4 + 512 + 4);
        assertThat(cached.truncated()).isEqualTo(computed.truncated()).containsExactly(1);
        for (int i = 0; i < 3; i++) {
            assertThat(cached.vectors().get(i)).isEqualTo(computed.vectors().get(i));
        }
    }

    @Test
    void aTextGivenTwiceIsComputedOnce() {
        pipeline.embed(passages(null, "fuel filter", "fuel filter", "Fuel filter"));

        assertThat(cache.entries).hasSize(2);
    }

    @Test
    void vectorsHaveLengthOneUnlessAskedOtherwise() {
        float[] unit = embed("minilm", InputType.PASSAGE, "bilge alarm");
        float[] raw = pipeline.embed(
                        new EmbedCommand("texts", List.of("bilge alarm"), "minilm", InputType.PASSAGE, false, true))
                .vectors()
                .getFirst();

        assertThat(dot(unit, unit)).isCloseTo(1, within(1e-6));
        assertThat(dot(raw, raw)).isGreaterThan(1.1);
        assertThat(dot(unit, raw)).isCloseTo(Math.sqrt(dot(raw, raw)), within(1e-4));
    }

    @Test
    void bgeReadsItsPromptBeforeAQueryAndNotBeforeAPassage() {
        String prompt = "Represent this sentence for searching relevant passages: ";

        assertThat(embed("bge-small", InputType.QUERY, "bilge alarm"))
                .isEqualTo(embed("bge-small", InputType.PASSAGE, prompt + "bilge alarm"))
                .isNotEqualTo(embed("bge-small", InputType.PASSAGE, "bilge alarm"));
    }

    @Test
    void miniLmHasNoPrompt() {
        assertThat(embed("minilm", InputType.QUERY, "bilge alarm"))
                .isEqualTo(embed("minilm", InputType.PASSAGE, "bilge alarm"));
    }

    @Test
    void aQueryIsFoundAmongPassages() {
        float[] query = embed(null, InputType.QUERY, "why does the generator shut down");
        float[] answer = embed(null, InputType.PASSAGE, "High coolant temperature shuts the genset down.");
        float[] other = embed(null, InputType.PASSAGE, "The tender is stowed on the foredeck.");

        assertThat(dot(query, answer)).isGreaterThan(0.1 + dot(query, other));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOverLongTextIsRefusedWhereCuttingIsForbidden(boolean cachedBefore) {
        List<String> texts = List.of("short", "oil ".repeat(600));
        if (cachedBefore) {
            pipeline.embed(new EmbedCommand("texts", texts, null, InputType.PASSAGE, true, true));
        }

        assertThatThrownBy(() -> pipeline.embed(new EmbedCommand("texts", texts, null, InputType.PASSAGE, true, false)))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldProblem::field)
                        .containsExactly("texts[1]"));
    }

    @Test
    void aHundredTextsAreFineAndOneMoreIsTooMany() {
        assertThat(pipeline.embed(new EmbedCommand(
                                "texts", Collections.nCopies(100, "pump"), null, InputType.PASSAGE, true, true))
                        .vectors())
                .hasSize(100);
        assertThatThrownBy(() -> pipeline.embed(new EmbedCommand(
                        "texts", Collections.nCopies(101, "pump"), null, InputType.PASSAGE, true, true)))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.TOO_MANY_TEXTS);
    }

    @Test
    void aTextWithoutWordsHasAVectorAllTheSame() {
        float[] vector = embed(null, InputType.PASSAGE, "\u200b");

        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
    }
}
