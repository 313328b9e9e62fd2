package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.CrossEncoderFixture;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.rerank.RerankOutcome.RankedDocument;
import io.celesteos.embedding.schedule.RealScheduler;
import io.celesteos.embedding.tokenvector.TokenSpaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** With a small real cross-encoder beside the bundled models. */
class CrossEncoderPairsTests {

    private static final String QUERY = "Why does the generator overheat?";
    private static final String ANSWER = "The genset runs hot when its raw water pump impeller is worn.";
    private static final String OTHER = "Fold the napkins into swans before dinner.";

    private static ModelCatalog catalog;

    @BeforeAll
    static void load() {
        catalog = CrossEncoderFixture.catalog();
    }

    @AfterAll
    static void unload() {
        catalog.close();
    }

    private static PairScorers scorers(int maxPassageTokens) {
        return new PairScorers(
                catalog,
                RealScheduler.shared(),
                new TokenSpaces(),
                new RerankProperties(maxPassageTokens, DataSize.ofMegabytes(1), Duration.ofMillis(5)),
                new SimpleMeterRegistry());
    }

    private static RerankOutcome rerank(int maxPassageTokens, String query, String... documents) {
        return new RerankPipeline(scorers(maxPassageTokens))
                .rerank(new RerankCommand("documents", query, List.of(documents), null));
    }

    @ParameterizedTest
    @CsvSource({
        ",cross-encoder:tiny-cross-encoder",
        "tiny-cross-encoder,cross-encoder:tiny-cross-encoder",
        "Cross-Encoder:tiny-cross-encoder,cross-encoder:tiny-cross-encoder",
        "bge-small,late-interaction:bge-small-en-v1.5",
        "late-interaction:minilm,late-interaction:all-MiniLM-L6-v2"
    })
    void whereACrossEncoderIsLoadedItIsTheDefault(String asked, String name) {
        assertThat(scorers(320).require(asked).name()).isEqualTo(name);
    }

    @Test
    void theTwoKindsAreNotTakenForEachOther() {
        assertThatThrownBy(() -> scorers(320).require("cross-encoder:bge-small"))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNKNOWN_MODEL))
                .satisfies(problem -> assertThat(problem.detail()).contains("late-interaction:bge-small-en-v1.5"));
        assertThatThrownBy(() -> scorers(320).require("late-interaction:tiny-cross-encoder"))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.INVALID_REQUEST);
    }

    @Test
    void aScoreIsTheLogisticOfThePairsLogit() {
        LoadedModel model = catalog.reranker(null).orElseThrow();
        HiddenStates logits = model.encoder().encode(model.tokenizer().tokenizePair(QUERY, ANSWER));
        double expected = 1 / (1 + Math.exp(-logits.at(0, 0)));

        RerankOutcome outcome = rerank(320, QUERY, OTHER, ANSWER);

        assertThat(outcome.model()).isEqualTo("cross-encoder:tiny-cross-encoder");
        assertThat(outcome.ranking()).extracting(RankedDocument::index).containsExactly(1, 0);
        assertThat(outcome.ranking().getFirst().score()).isCloseTo(expected, within(1e-6));
        assertThat(outcome.scored()).isEqualTo(2);
        assertThat(outcome.unscored()).isEmpty();
        assertThat(outcome.truncated()).isEmpty();
    }

    @Test
    void aLongPassageIsReadWhereItAnswers() {
        String filler = "The guest cabins are cleaned every morning and fresh towels are laid out. ".repeat(9);

        RerankOutcome outcome = rerank(48, "genset raw water impeller worn", filler + filler, filler + ANSWER + filler);

        assertThat(outcome.truncated()).containsExactly(0, 1);
        assertThat(outcome.ranking()).extracting(RankedDocument::index).containsExactly(1, 0);
        assertThat(outcome.ranking().getFirst().score())
                .isGreaterThan(outcome.ranking().getLast().score() + 0.1);
    }

    @Test
    void anEndlessQueryLeavesRoomForThePassage() {
        String query = "why does the generator overheat when the sea is warm ".repeat(37);

        RerankOutcome outcome = rerank(320, query, ANSWER.repeat(30), OTHER);

        assertThat(query.length()).isLessThan(2_000);
        assertThat(outcome.scored()).isEqualTo(2);
        assertThat(outcome.ranking())
                .extracting(RankedDocument::rerankScore)
                .allSatisfy(score -> assertThat(Objects.requireNonNull(score)).isBetween(0.0, 1.0));
    }
}
