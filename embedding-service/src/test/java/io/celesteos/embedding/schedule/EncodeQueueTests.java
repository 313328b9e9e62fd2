package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.embedding.caller.Urgency;
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
    private final EncodeQueue queue = new EncodeQueue(100, 4, 1, 0, new Speeds(), now::get);

    private EncodeJob<Integer> job(Deadline deadline, int... lengths) {
        List<TokenizedText> texts =
                Arrays.stream(lengths).mapToObj(FakeModel::text).toList();
        return new EncodeJob<>(model, texts, states -> 0, deadline);
    }

    private EncodeJob<Integer> job(int... lengths) {
        return job(Deadline.in(LONG), lengths);
    }

    private EncodeJob<Integer> anothers(int... lengths) {
        return Jobs.of(model, "another", Urgency.LIVE, lengths);
    }

    /** Ten tokens a second. */
    private static Speeds slow() {
        var slow = new Speeds();
        for (int i = 0; i < 500; i++) {
            slow.observe("fake", 10, Duration.ofSeconds(1).toNanos());
        }
        return slow;
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
    void theLongestTextsOfAJobThatIsWantedAsAWholeComeFirst() throws InterruptedException {
        EncodeJob<Integer> job = job(3, 20, 9, 20);
        queue.submit(job, true);

        assertThat(List.of(take(), take(), take(), take()))
                .extracting(EncodeStep::index)
                .containsExactly(1, 3, 2, 0);
    }

    @Test
    void textsOfAJobOfWhichAPartIsOfUseKeepTheirOrder() throws InterruptedException {
        EncodeJob<Integer> job = job(3, 20, 9, 20);
        queue.submit(job, false);

        assertThat(List.of(take(), take(), take(), take()))
                .extracting(EncodeStep::index)
                .containsExactly(0, 1, 2, 3);
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
        var queued = new EncodeQueue(10_000, 10, 1, 0, slow(), now::get);
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
        return Objects.requireNonNull(queue.take(false)).steps().getFirst();
    }

    @Test
    void tokensCountUntilTheyAreComputed() throws InterruptedException {
        queue.submit(job(40, 30), true);
        assertThat(queue.pendingTokens()).isEqualTo(70);

        EncodeStep step = take();
        assertThat(queue.pendingTokens()).isEqualTo(70);

        queue.finished(new EncodeBatch(List.of(step), false), 1_000);
        assertThat(queue.pendingTokens()).isEqualTo(30);
    }

    @Test
    void whatExactlyFitsIsTakenAndOneTokenMoreIsNot() {
        queue.submit(job(60), true);
        assertThatThrownBy(() -> queue.submit(anothers(41), true))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.RATE_LIMITED);
        queue.submit(anothers(40), true);

        assertThatThrownBy(() -> queue.refuseWhenFull("a third", true)).isInstanceOf(ProblemException.class);
        assertThat(queue.pendingTokens()).isEqualTo(100);
    }

    @Test
    void tooManyRequestsAreRefusedHoweverSmall() {
        queue.submit(job(2), true);
        queue.submit(job(2), true);
        queue.submit(job(2), true);
        assertThatCode(() -> queue.refuseWhenFull("another", true)).doesNotThrowAnyException();
        queue.submit(anothers(2), true);

        assertThatThrownBy(() -> queue.refuseWhenFull("a third", true))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.retryAfter()).isPositive());
    }

    @Test
    void theTimeToComeBackGrowsWithTheDepth() {
        var deep = new EncodeQueue(100, 10, 1, 0, slow(), now::get);
        deep.submit(job(100), true);

        assertThat(retryAfter(deep, 50)).isBetween(Duration.ofMillis(4_900), Duration.ofMillis(5_100));
        assertThat(retryAfter(deep, 100)).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
    }

    private Duration retryAfter(EncodeQueue full, int tokens) {
        try {
            full.submit(anothers(tokens), true);
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
        queue.finished(
                new EncodeBatch(List.of(step), false), Duration.ofMillis(4).toNanos());
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
    void whatOneCallerFilledIsStillOpenToAnother() {
        queue.submit(job(60), true);
        assertThatThrownBy(() -> queue.submit(job(16), true))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.RATE_LIMITED);
        queue.submit(job(15), true);

        assertThatCode(() -> queue.submit(anothers(20), true)).doesNotThrowAnyException();
    }

    @Test
    void whoIsRefusedForWhatIsAheadOfItComesBackWhenThatIsDone() {
        var deep = new EncodeQueue(100, 10, 1, 0, slow(), now::get);
        deep.submit(job(60), true);

        // 90 would be its own where three times the 10 left are allowed: with 15 done it is 75 of 75.
        assertThat(refusal(deep, job(30))).isBetween(Duration.ofMillis(1_400), Duration.ofMillis(1_600));
        deep.submit(anothers(5), true);
        // Half of the time goes to the other now.
        assertThat(refusal(deep, job(30))).isBetween(Duration.ofMillis(3_600), Duration.ofMillis(3_900));
    }

    private static Duration refusal(EncodeQueue full, EncodeJob<?> job) {
        return assertThatThrownBy(() -> full.submit(job, true))
                .asInstanceOf(type(ProblemException.class))
                .actual()
                .retryAfter();
    }

    @Test
    void aBulkJobOfOneCallerCannotMakeAnothersHopeless() {
        var queued = new EncodeQueue(10_000, 10, 1, 0, slow(), now::get);
        queued.submit(Jobs.of(model, "greedy", Urgency.BULK, 5_000), true);
        var inAMinute = Deadline.in(LONG);

        // It would take 500 s to compute what was there first; a live query of another caller does not wait for it.
        assertThatCode(() -> queued.submit(job(inAMinute, 10), true)).doesNotThrowAnyException();
    }

    @Test
    void aRunnerKeptFreeTakesShortLiveTextsAlone() {
        var queued = new EncodeQueue(10_000, 10, 2, 0, new Speeds(), now::get);
        queued.submit(Jobs.of(model, "importer", Urgency.BULK, 10, 10), true);
        queued.submit(Jobs.of(model, "searcher", Urgency.LIVE, 500), true);
        assertThat(queued.poll(true)).isNull();

        EncodeJob<Integer> query = Jobs.of(model, "another", Urgency.LIVE, 12);
        queued.submit(query, true);

        assertThat(Objects.requireNonNull(queued.poll(true)).steps())
                .extracting(EncodeStep::job)
                .containsExactly(query);
        assertThat(queued.poll(true)).isNull();
    }

    @Test
    void aShortLiveTextThatNobodyIsAheadOfIsForItsCaller() {
        var quiet = new EncodeQueue(10_000, 10, 2, 1, new Speeds(), now::get);
        EncodeJob<Integer> query = Jobs.of(model, "searcher", Urgency.LIVE, 12);

        EncodeBatch own = Objects.requireNonNull(quiet.submit(query, true));

        assertThat(own.steps()).extracting(EncodeStep::job).containsExactly(query);
        assertThat(quiet.poll(false)).as("nothing is left for the runners").isNull();
        assertThat(quiet.pendingTokens()).isEqualTo(12);

        assertThat(quiet.submit(Jobs.of(model, "another", Urgency.LIVE, 12), true))
                .as("one at a time")
                .isNull();
        assertThat(quiet.poll(false)).isNotNull();
        quiet.finished(own, 1_000);
        assertThat(quiet.pendingTokens()).isEqualTo(12);
        assertThat(quiet.submit(Jobs.of(model, "another", Urgency.LIVE, 12), true))
                .isNotNull();
    }

    @Test
    void whatIsLongOrManyOrNotLiveOrNotNextIsForTheRunners() {
        var quiet = new EncodeQueue(10_000, 10, 2, 1, new Speeds(), now::get);

        for (EncodeJob<Integer> job : List.of(
                Jobs.of(model, "searcher", Urgency.LIVE, 500),
                Jobs.of(model, "searcher", Urgency.LIVE, 12, 12),
                Jobs.of(model, "importer", Urgency.BULK, 12))) {
            assertThat(quiet.submit(job, true)).isNull();
            quiet.withdraw(job);
        }
        quiet.submit(Jobs.of(model, "importer", Urgency.BULK, 100), true);
        assertThat(quiet.submit(Jobs.of(model, "searcher", Urgency.LIVE, 12), true))
                .isNull();
    }

    @Test
    void whileDrainingNothingIsTakenAndWhatWasTakenIsHandedOut() throws InterruptedException {
        EncodeJob<Integer> before = job(10);
        queue.submit(before, true);
        queue.drain();

        assertThatThrownBy(() -> queue.submit(job(2), true))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type().status()).isEqualTo(503);
                    assertThat(problem.retryAfter()).isPositive();
                });
        assertThat(queue.awaitEmpty(Duration.ZERO)).isFalse();
        EncodeStep last = take();
        assertThat(last.job()).isSameAs(before);
        queue.finished(new EncodeBatch(List.of(last), false), 1_000);
        assertThat(queue.awaitEmpty(Duration.ZERO)).isTrue();
    }

    @Test
    void aStopThatWasNotTheEndCanBeUndone() throws InterruptedException {
        queue.drain();
        queue.refuseWaiting();
        queue.reopen();
        EncodeJob<Integer> after = job(10);
        queue.submit(after, true);
        assertThat(take().job()).isSameAs(after);

        queue.close();
        queue.reopen();
        assertThatThrownBy(() -> queue.submit(job(2), true)).isInstanceOf(ProblemException.class);
    }

    @Test
    void afterTheEndNothingIsTakenAndThoseWhoWaitHearSo() throws InterruptedException {
        EncodeJob<Integer> waiting = job(10);
        queue.submit(waiting, true);
        queue.close();

        assertThat(queue.take(false)).isNull();
        assertThat(waiting.failure())
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.OVERLOADED);
        assertThatThrownBy(() -> queue.submit(job(1 + 1), true)).isInstanceOf(ProblemException.class);
    }
}
