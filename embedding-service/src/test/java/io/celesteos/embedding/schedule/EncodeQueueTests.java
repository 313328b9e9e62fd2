package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodeQueueTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LoadedModel model = FakeModel.of(text -> null);
    private final EncodeQueue queue = new EncodeQueue(100, 3, new Throughput(2));

    private EncodeJob<Integer> job(Deadline deadline, int... lengths) {
        List<TokenizedText> texts =
                Arrays.stream(lengths).mapToObj(FakeModel::text).toList();
        return new EncodeJob<>(model, texts, states -> 0, deadline);
    }

    private EncodeJob<Integer> job(int... lengths) {
        return job(Deadline.in(LONG), lengths);
    }

    @Test
    void jobsTakeTurns() throws InterruptedException {
        EncodeJob<Integer> bulk = job(5, 6, 7);
        EncodeJob<Integer> query = job(3);
        queue.submit(bulk);
        queue.submit(query);

        assertThat(List.of(queue.take(), queue.take(), queue.take(), queue.take()))
                .extracting(EncodeStep::job, EncodeStep::index)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(bulk, 0),
                        org.assertj.core.groups.Tuple.tuple(query, 0),
                        org.assertj.core.groups.Tuple.tuple(bulk, 1),
                        org.assertj.core.groups.Tuple.tuple(bulk, 2));
    }

    @Test
    void tokensCountUntilTheyAreComputed() throws InterruptedException {
        queue.submit(job(40, 30));
        assertThat(queue.pendingTokens()).isEqualTo(70);

        EncodeStep step = queue.take();
        assertThat(queue.pendingTokens()).isEqualTo(70);

        queue.finished(step, 1_000);
        assertThat(queue.pendingTokens()).isEqualTo(30);
    }

    @Test
    void whatExactlyFitsIsTakenAndOneTokenMoreIsNot() {
        queue.submit(job(60));
        assertThatThrownBy(() -> queue.submit(job(41)))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.RATE_LIMITED);
        queue.submit(job(40));

        assertThatThrownBy(queue::refuseWhenFull).isInstanceOf(ProblemException.class);
        assertThat(queue.pendingTokens()).isEqualTo(100);
    }

    @Test
    void tooManyRequestsAreRefusedHoweverSmall() {
        queue.submit(job(2));
        queue.submit(job(2));
        assertThatCode(queue::refuseWhenFull).doesNotThrowAnyException();
        queue.submit(job(2));

        assertThatThrownBy(queue::refuseWhenFull)
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.retryAfter()).isPositive());
    }

    @Test
    void theTimeToComeBackGrowsWithTheDepth() {
        var slow = new Throughput(1);
        for (int i = 0; i < 500; i++) {
            slow.observe(10, Duration.ofSeconds(1).toNanos());
        }
        var deep = new EncodeQueue(100, 10, slow);
        deep.submit(job(100));

        assertThat(retryAfter(deep, 50)).isBetween(Duration.ofMillis(4_900), Duration.ofMillis(5_100));
        assertThat(retryAfter(deep, 100)).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
    }

    private Duration retryAfter(EncodeQueue full, int tokens) {
        try {
            full.submit(job(tokens));
            throw new AssertionError("was accepted");
        } catch (ProblemException refused) {
            return refused.retryAfter();
        }
    }

    @Test
    void workNobodyWaitsForIsNotHandedOut() throws InterruptedException {
        EncodeJob<Integer> late = job(new Deadline(System.nanoTime() - 1), 40, 40);
        EncodeJob<Integer> inTime = job(10);
        queue.submit(late);
        queue.submit(inTime);

        EncodeStep step = queue.take();

        assertThat(step.job()).isSameAs(inTime);
        assertThat(queue.pendingTokens()).isEqualTo(10);
    }

    @Test
    void aFailedJobIsDroppedWithItsRest() throws InterruptedException {
        EncodeJob<Integer> broken = job(10, 20);
        queue.submit(broken);
        EncodeStep step = queue.take();
        broken.fail(new IllegalStateException("no"));
        queue.finished(step, 1);
        queue.submit(job(5));

        assertThat(queue.take().tokens()).isEqualTo(5);
        assertThat(queue.pendingTokens()).isEqualTo(5);
    }

    @Test
    void aWithdrawnJobFreesItsPlaceAtOnce() {
        EncodeJob<Integer> left = job(50, 50);
        queue.submit(left);
        queue.withdraw(left);
        queue.withdraw(left);

        assertThat(queue.pendingTokens()).isZero();
        assertThatCode(() -> queue.submit(job(100))).doesNotThrowAnyException();
    }

    @Test
    void afterTheEndNothingIsTakenAndThoseWhoWaitHearSo() throws InterruptedException {
        EncodeJob<Integer> waiting = job(10);
        queue.submit(waiting);
        queue.close();

        assertThat(queue.take()).isNull();
        assertThatThrownBy(() -> waiting.await(LONG))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.OVERLOADED);
        assertThatThrownBy(() -> queue.submit(job(1 + 1))).isInstanceOf(ProblemException.class);
    }
}
