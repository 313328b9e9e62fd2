package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.schedule.RealScheduler;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenvector.StopTokens;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** With a model that computes what a test tells it to. */
@Timeout(60)
class CrossEncoderScorerTests {

    private static final Deadline LATER = Deadline.in(Duration.ofMinutes(1));

    private static CrossEncoderScorer scorer(Function<TokenizedText, HiddenStates> compute) {
        LoadedModel model = FakeModel.of(compute);
        return new CrossEncoderScorer(
                model,
                StopTokens.none(),
                RealScheduler.shared(),
                new RerankProperties(320, DataSize.ofMegabytes(1), Duration.ofMillis(5)));
    }

    private static HiddenStates logits(float... values) {
        return new HiddenStates(values, values.length);
    }

    @Test
    void theLogisticOfTheLogitIsTheScore() {
        assertThat(CrossEncoderScorer.score(logits(0))).isEqualTo(0.5);
        assertThat(CrossEncoderScorer.score(logits(2))).isCloseTo(0.8807970779778823, within(1e-12));
        assertThat(CrossEncoderScorer.score(logits(-2))).isCloseTo(0.1192029220221177, within(1e-12));
        assertThat(CrossEncoderScorer.score(logits(-2_000))).isZero();
        assertThat(CrossEncoderScorer.score(logits(2_000))).isOne();
    }

    @Test
    void queryAndPassageAreReadTogetherAndOnlyTheLastFitsNot() {
        Queue<String> read = new ConcurrentLinkedQueue<>();
        CrossEncoderScorer scorer = scorer(pair -> {
            StringBuilder text = new StringBuilder();
            for (long id : pair.ids()) {
                text.appendCodePoint((int) id);
            }
            read.add(text.toString());
            return logits(pair.length());
        });

        List<PairScore> scores = scorer.score("pump", List.of("oil", "a passage that is long"), LATER);

        assertThat(scorer.name()).isEqualTo("cross-encoder:fake");
        assertThat(read).containsExactlyInAnyOrder("pumpoil", "pumpa passage t" + "g");
        assertThat(scores).extracting(PairScore::index).containsExactly(0, 1);
        assertThat(scores).extracting(PairScore::truncated).containsExactly(false, true);
        assertThat(scores.get(0).rerankScore()).isLessThan(scores.get(1).rerankScore());
    }

    @Test
    void whereTimeIsShortTheFirstAreTheOnesScored() {
        CountDownLatch gate = new CountDownLatch(1);
        CrossEncoderScorer scorer = scorer(pair -> {
            if (pair.length() > 10) {
                awaitGate(gate);
            }
            return logits(1);
        });
        List<String> passages = List.of("ab", "cd", "a longer one", "another long one", "ef");
        try {
            // A second is ample for two instant pairs, and all that this test waits.
            List<PairScore> scores = scorer.score("pump", passages, Deadline.in(Duration.ofSeconds(1)));

            assertThat(scores).extracting(PairScore::index).contains(0, 1).doesNotContain(2, 3);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void nothingIsPreparedForACallerWhoIsGone() {
        CrossEncoderScorer scorer = scorer(pair -> logits(1));

        assertThat(scorer.score("pump", List.of("oil"), new Deadline(System.nanoTime() - 1)))
                .isEmpty();
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed shut");
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
