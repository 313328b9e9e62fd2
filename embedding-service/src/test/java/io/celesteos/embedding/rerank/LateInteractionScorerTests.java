package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.rerank.RerankOutcome.RankedDocument;
import io.celesteos.embedding.schedule.RealScheduler;
import io.celesteos.embedding.tokenvector.TokenSpaces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** With the real models. */
class LateInteractionScorerTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final DataSize CACHE = DataSize.ofMegabytes(1);

    private static final List<String> PASSAGES = List.of(
            "The anchor windlass brake lining is 6 mm thick when new.",
            "Guest laundry is collected at eight in the morning.",
            "If the generator overheats, check the raw water pump impeller and the sea strainer.",
            "High coolant temperature shuts the genset down to protect the engine.");

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final PairScorers scorers = scorers(320, meters);
    private final RerankPipeline pipeline = new RerankPipeline(scorers);

    private static PairScorers scorers(int maxPassageTokens, MeterRegistry meters) {
        return new PairScorers(
                RealModels.catalog(),
                RealScheduler.shared(),
                new TokenSpaces(),
                new RerankProperties(maxPassageTokens, CACHE, Duration.ofMillis(5)),
                meters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bge-small", "minilm"})
    void passagesThatAnswerComeFirst(String model) {
        RerankOutcome answer =
                pipeline.rerank(new RerankCommand("documents", "generator running too hot", PASSAGES, model));

        assertThat(answer.ranking())
                .extracting(RankedDocument::index)
                .startsWith(2, 3)
                .hasSize(4);
        assertThat(answer.ranking())
                .extracting(RankedDocument::score)
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
        assertThat(answer.ranking()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    @ParameterizedTest
    @CsvSource({
        ",late-interaction:bge-small-en-v1.5",
        "bge-small,late-interaction:bge-small-en-v1.5",
        "minilm,late-interaction:all-MiniLM-L6-v2",
        "late-interaction:minilm,late-interaction:all-MiniLM-L6-v2",
        "Late-Interaction:bge-small-en-v1.5,late-interaction:bge-small-en-v1.5"
    })
    void theAnswerNamesWhatScored(String asked, String name) {
        assertThat(scorers.require(asked).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ms-marco-MiniLM-L-6-v2",
                "late-interaction:",
                "late-interaction:mpnet",
                "cross-encoder",
                "cross-encoder:ms-marco-MiniLM-L-6-v2",
                "cross-encoder:bge-small"
            })
    void aScorerThatIsNotInstalledIsUnknown(String asked) {
        assertThatThrownBy(() -> scorers.require(asked))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.UNKNOWN_MODEL);
    }

    @Test
    void topNCutsTheListAndNotTheWork() {
        RerankOutcome all = pipeline.rerank(new RerankCommand("documents", "coolant", PASSAGES, null));

        assertThat(all.top(2)).isEqualTo(all.ranking().subList(0, 2));
        assertThat(all.top(9)).isEqualTo(all.top(null)).hasSize(4);
        assertThat(all.scored()).isEqualTo(4);
    }

    @Test
    void aScoreDependsOnNothingButItsPair() {
        PairScorer scorer = scorers.require(null);
        double together =
                scorer.score("coolant", PASSAGES, Deadline.in(LONG)).get(3).rerankScore();
        double again =
                scorer.score("coolant", PASSAGES, Deadline.in(LONG)).get(3).rerankScore();

        double alone = scorers(320, new SimpleMeterRegistry())
                .require(null)
                .score("coolant", List.of(PASSAGES.get(3)), Deadline.in(LONG))
                .getFirst()
                .rerankScore();

        assertThat(again).isEqualTo(together);
        assertThat(alone).isEqualTo(together);
    }

    @Test
    void equalPassagesKeepTheOrderGiven() {
        RerankOutcome answer = pipeline.rerank(
                new RerankCommand("documents", "coolant", Collections.nCopies(5, PASSAGES.get(3)), null));

        assertThat(answer.ranking()).extracting(RankedDocument::index).containsExactly(0, 1, 2, 3, 4);
    }

    /** One request's worth of words in each, so that three of them are more than the cache may hold. */
    @Test
    void threeHundredDocumentsTakeNoMoreMemoryThanTheCacheMay() {
        for (int request = 0; request < 3; request++) {
            int number = request;
            List<String> documents = IntStream.range(0, 100)
                    .mapToObj(i -> "Work order %d of list %d: grease the davit winch and log it.".formatted(i, number))
                    .toList();

            RerankOutcome outcome = pipeline.rerank(new RerankCommand("documents", "davit winch", documents, "minilm"));

            assertThat(outcome.scored()).isEqualTo(100);
        }
        assertThat(meters.get("embedding.rerank.cache.bytes").gauge().value())
                .isBetween(0.5 * CACHE.toBytes(), (double) CACHE.toBytes());
    }

    @Test
    void aLongPassageIsScoredByItsBestWindow() {
        String filler = "The guest cabins are cleaned every morning and fresh towels are laid out. ".repeat(12);
        String answer = "If the watermaker membrane fouls, flush it with fresh water and check the prefilter.";
        String query = "watermaker membrane fouled";
        List<String> documents = List.of(filler + answer + " " + filler, filler + filler, answer);

        RerankOutcome outcome = new RerankPipeline(scorers(64, new SimpleMeterRegistry()))
                .rerank(new RerankCommand("documents", query, documents, "minilm"));

        assertThat(outcome.truncated()).containsExactly(0, 1);
        assertThat(outcome.ranking()).extracting(RankedDocument::index).containsExactly(2, 0, 1);
        assertThat(outcome.ranking().get(1).score())
                .as("the window is nearly as good as the sentence alone, the beginning is not")
                .isGreaterThan(outcome.ranking().get(2).score() + 0.05);
    }

    @Test
    void aMegabyteIsReadByItsBestWindowToo() {
        String oil = "oil ".repeat(110_000);
        List<String> documents = List.of(oil, oil + "the impeller of the raw water pump " + "oil ".repeat(9_000));

        RerankOutcome outcome =
                pipeline.rerank(new RerankCommand("documents", "raw water pump impeller", documents, null));

        assertThat(outcome.truncated()).containsExactly(0, 1);
        assertThat(outcome.ranking()).extracting(RankedDocument::index).containsExactly(1, 0);
        assertThat(outcome.ranking().getFirst().score())
                .isGreaterThan(outcome.ranking().getLast().score() + 0.03);
    }

    @Test
    void theSameWordsMatchAlmostWholly() {
        double score = scorers.require(null)
                .score("sea strainer blocked", List.of("sea strainer blocked"), Deadline.in(LONG))
                .getFirst()
                .rerankScore();

        assertThat(score).isCloseTo(1, within(0.01));
    }

    @Test
    void aPassedDeadlineLeavesNothingToAnswerWith() throws Exception {
        var late = new RequestContext(
                "test",
                null,
                new Deadline(System.nanoTime() - 1),
                new io.celesteos.contracts.request.StageTimings(),
                System.nanoTime());

        assertThatThrownBy(() -> late.call(
                        () -> pipeline.rerank(new RerankCommand("documents", "never scored before", PASSAGES, null))))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.DEADLINE_EXCEEDED);
    }

    @Test
    void moreThanAHundredDocumentsAreTooMany() {
        assertThatThrownBy(() ->
                        pipeline.rerank(new RerankCommand("documents", "pump", Collections.nCopies(101, "pump"), null)))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.TOO_MANY_TEXTS);
    }
}
