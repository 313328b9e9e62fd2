package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EncodeQueueTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LoadedModel model = FakeModel.of(text -> null);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10_000_000);
    private final EncodeQueue queue = new EncodeQueue(100, 3, new Throughput(1), now::get);

    private EncodeJob<Integer> job(Deadline deadline, int... lengths) {
        List<TokenizedText> texts =
                Arrays.stream(lengths).mapToObj(FakeModel::text).toList();
        return new EncodeJob<>(model, texts, states -> 0, deadline);
    }

    private EncodeJob<Integer> job(int... lengths) {
        return job(Deadline.in(LONG), lengths);
    }

    @Test
    void aQueryOvertakesTheRestOfABulkJob() throws InterruptedException {
        EncodeJob<Integer> bulk = job(20, 20, 20);
        EncodeJob<Integer> query = job(3);
        queue.submit(bulk, true);
        EncodeStep first = take();
        queue.submit(query, true);

        assertThat(List.of(first, take(), take(), take()))
                .extracting(EncodeStep::job, EncodeStep::index)
                .containsExactly(tuple(bulk, 0), tuple(query, 0), tuple(bulk, 1), tuple(bulk, 2));
    }

    @Test
    void jobsOfOneSizeKeepTheirOrder() throws InterruptedException {
        List<EncodeJob<Integer>> jobs = List.of(job(9, 9), job(9, 9), job(9, 9));
        jobs.forEach(job -> queue.submit(job, true));

        assertThat(List.of(take(), take(), take(), take(), take(), take()))
                .extracting(EncodeStep::job)
                .containsExactly(jobs.get(0), jobs.get(0), jobs.get(1), jobs.get(1), jobs.get(2), jobs.get(2));
    }

    @Test
    void aBulkJobThatWaitedLongIsNotOvertakenAnyMore() throws InterruptedException {
        EncodeJob<Integer> bulk = job(50);
        queue.submit(bulk, true);
        // 50 tokens take 20 ms at the assumed rate; it yields for twice that. nanoTime may overflow meanwhile.
        now.addAndGet(Duration.ofMillis(39).toNanos());
        EncodeJob<Integer> earlyEnough = job(2);
        queue.submit(earlyEnough, true);
        now.addAndGet(Duration.ofMillis(2).toNanos());
        EncodeJob<Integer> tooLate = job(2);
        queue.submit(tooLate, true);

        assertThat(List.of(take(), take(), take()))
                .extracting(EncodeStep::job)
                .containsExactly(bulk, earlyEnough, tooLate);
    }

    @Test
    void whatCannotBeDoneInTimeBecauseOfTheQueueIsRefusedAtOnce() {
        var slow = new Throughput(1);
        for (int i = 0; i < 500; i++) {
            slow.observe(10, Duration.ofSeconds(1).toNanos());
        }
        var queued = new EncodeQueue(10_000, 10, slow, now::get);
        queued.submit(job(500), true);

        // 500 + 600 tokens take 110 s; a minute is left.
        assertThatThrownBy(() -> queued.submit(job(600), true))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
                    assertThat(problem.retryAfter()).isBetween(Duration.ofSeconds(49), Duration.ofSeconds(51));
                });
        // A smaller one overtakes the 500, and a part of any is done in time.
        assertThatCode(() -> queued.submit(job(100), true)).doesNotThrowAnyException();
        assertThatCode(() -> queued.submit(job(600), false)).doesNotThrowAnyException();
    }

    @Test
    void aJobTooLargeForItsDeadlineByItselfIsNotTheQueuesFault() {
        assertThatCode(() -> queue.submit(job(Deadline.in(Duration.ofMillis(1)), 100), true))
                .doesNotThrowAnyException();
    }

    private EncodeStep take() throws InterruptedException {
        return Objects.requireNonNull(queue.take());
    }

    @Test
    void tokensCountUntilTheyAreComputed() throws InterruptedException {
        queue.submit(job(40, 30), true);
        assertThat(queue.pendingTokens()).isEqualTo(70);

        EncodeStep step = take();
        assertThat(queue.pendingTokens()).isEqualTo(70);

        queue.finished(step, 1_000);
        assertThat(queue.pendingTokens()).isEqualTo(30);
    }

    @Test
    void whatExactlyFitsIsTakenAndOneTokenMoreIsNot() {
        queue.submit(job(60), true);
        assertThatThrownBy(() -> queue.submit(job(41), true))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.RATE_LIMITED);
        queue.submit(job(40), true);

        assertThatThrownBy(queue::refuseWhenFull).isInstanceOf(ProblemException.class);
        assertThat(queue.pendingTokens()).isEqualTo(100);
    }

    @Test
    void tooManyRequestsAreRefusedHoweverSmall() {
        queue.submit(job(2), true);
        queue.submit(job(2), true);
        assertThatCode(queue::refuseWhenFull).doesNotThrowAnyException();
        queue.submit(job(2), true);

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
        var deep = new EncodeQueue(100, 10, slow, now::get);
        deep.submit(job(100), true);

        assertThat(retryAfter(deep, 50)).isBetween(Duration.ofMillis(4_900), Duration.ofMillis(5_100));
        assertThat(retryAfter(deep, 100)).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
    }

    private Duration retryAfter(EncodeQueue full, int tokens) {
        try {
            full.submit(job(tokens), true);
            throw new AssertionError("was accepted");
        } catch (ProblemException refused) {
            return refused.retryAfter();
        }
    }

    @Test
    void workNobodyWaitsForIsNotHandedOut() throws InterruptedException {
        EncodeJob<Integer> late = job(new Deadline(System.nanoTime() - 1), 4, 4);
        EncodeJob<Integer> inTime = job(10);
        queue.submit(late, true);
        queue.submit(inTime, true);

        EncodeStep step = take();

        assertThat(step.job()).isSameAs(inTime);
        assertThat(queue.pendingTokens()).isEqualTo(10);
    }

    @Test
    void aFailedJobIsDroppedWithItsRest() throws InterruptedException {
        EncodeJob<Integer> broken = job(10, 20);
        queue.submit(broken, true);
        EncodeStep step = take();
        broken.fail(new IllegalStateException("no"));
        queue.finished(step, Duration.ofMillis(4).toNanos());
        queue.submit(job(50), true);

        assertThat(take().tokens()).isEqualTo(50);
        assertThat(queue.pendingTokens()).isEqualTo(50);
    }

    @Test
    void aWithdrawnJobFreesItsPlaceAtOnce() {
        EncodeJob<Integer> left = job(50, 50);
        queue.submit(left, true);
        queue.withdraw(left);
        queue.withdraw(left);

        assertThat(queue.pendingTokens()).isZero();
        assertThatCode(() -> queue.submit(job(100), true)).doesNotThrowAnyException();
    }

    @Test
    void afterTheEndNothingIsTakenAndThoseWhoWaitHearSo() throws InterruptedException {
        EncodeJob<Integer> waiting = job(10);
        queue.submit(waiting, true);
        queue.close();

        assertThat(queue.take()).isNull();
        assertThatThrownBy(() -> waiting.await(LONG))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.OVERLOADED);
        assertThatThrownBy(() -> queue.submit(job(1 + 1), true)).isInstanceOf(ProblemException.class);
    }
}
