package io.celesteos.embedding.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.schedule.RealScheduler;
import io.celesteos.embedding.tokenvector.StopTokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

/** With a model that stops after the first passages. */
@Timeout(30)
class RerankPartialTests {

    @Test
    void documentsNotReachedInTimeAreLeftOut() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        LoadedModel model = FakeModel.of(text -> {
            if (text.length() > 8) {
                awaitGate(gate);
            }
            return new HiddenStates(new float[] {text.ids()[0], 1}, 2);
        });
        var scorer = new LateInteractionScorer(
                model,
                StopTokens.none(),
                RealScheduler.shared(),
                new TokenVectorCache(100_000),
                new RerankProperties(320, DataSize.ofMegabytes(1), Duration.ofMillis(5)));
        List<String> passages = List.of("short", "brief", "a long passage", "another long one", "never");
        try {
            // A second is ample for three instant texts, and all that this test waits.
            List<PairScore> scores = scorer.score("query", passages, Deadline.in(Duration.ofSeconds(1)));

            assertThat(scores).extracting(PairScore::index).contains(0, 1).doesNotContain(2, 3);
        } finally {
            gate.countDown();
        }
    }

    /** What was computed before costs no model time, so that nothing but the deadline ends this. */
    @Test
    void comparingEndsWithTheCallersTimeToo() {
        HiddenStates large = new HiddenStates(new float[512 * 1_024], 1_024);
        var scorer = new LateInteractionScorer(
                FakeModel.of(text -> large),
                StopTokens.none(),
                RealScheduler.shared(),
                new TokenVectorCache(1_000_000),
                new RerankProperties(320, DataSize.ofMegabytes(1), Duration.ofMillis(5)));
        List<String> passages =
                IntStream.range(0, 100).mapToObj(i -> "passage " + i).toList();

        List<PairScore> scores = scorer.score("query", passages, Deadline.in(Duration.ofSeconds(1)));

        assertThat(scores).hasSizeBetween(1, 99);
        assertThat(scores)
                .extracting(PairScore::index)
                .isEqualTo(IntStream.range(0, scores.size()).boxed().toList());
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
