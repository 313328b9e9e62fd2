package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.inference.InferenceException;
import io.celesteos.embedding.inference.NotFiniteException;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EncodeSchedulerTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** Not the common pool, which has one thread on a small machine. */
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EncodeScheduler scheduler = scheduler(Duration.ofMinutes(1));
    private final CountDownLatch gate = new CountDownLatch(1);

    private EncodeScheduler scheduler(Duration stuckAfter) {
        return new EncodeScheduler(new ScheduleProperties(2, 0, 51_200, 8, stuckAfter), meters);
    }

    /** Answers with the number of tokens; 12 are no number, 13 tokens wait for the gate, 14 fail, 15 exhaust the memory. */
    private final LoadedModel model = FakeModel.of(text -> {
        switch (text.length()) {
            case 12 -> throw new NotFiniteException();
            case 13 -> awaitGate();
            case 14 -> throw new InferenceException("broken");
            case 15 -> throw new OutOfMemoryError("for the test");
            default -> {}
        }
        return new HiddenStates(new float[] {text.length(), 0}, 2);
    });

    private void awaitGate() {
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed shut");
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private EncodeJob<Integer> job(int... lengths) {
        List<TokenizedText> texts =
                IntStream.of(lengths).mapToObj(FakeModel::text).toList();
        return new EncodeJob<>(model, texts, states -> (int) states.at(0, 0), Deadline.in(LONG));
    }

    @BeforeEach
    void start() {
        scheduler.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        gate.countDown();
        scheduler.close();
    }

    @Test
    void resultsKeepTheOrderAsked() {
        int[] lengths = IntStream.range(0, 200).map(i -> 2 + i % 10).toArray();
        EncodeJob<Integer> job = job(lengths);

        scheduler.run(job, LONG);

        assertThat(job.results())
                .containsExactlyElementsOf(IntStream.of(lengths).boxed().toList());
        // Counted by the runner, after it has told the job.
        await(() -> meters.counter("embedding.tokens", "model", "fake").count()
                == IntStream.of(lengths).sum());
    }

    @Test
    void aFailureIsTheJobsOwnAndTheRunnersLiveOn() {
        assertThat(problem(job(2, 14, 3)))
                .satisfies(failed -> assertThat(failed.type()).isEqualTo(ProblemType.INTERNAL_ERROR))
                .hasRootCauseMessage("broken");
        assertThat(problem(job(15))).hasRootCauseInstanceOf(OutOfMemoryError.class);

        EncodeJob<Integer> next = job(5);
        scheduler.run(next, LONG);
        assertThat(next.results()).containsExactly(5);
        assertThat(new RunnersProbe(scheduler).check().effect()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(jobs("live", "failed")).isEqualTo(2);
        assertThat(jobs("live", "done")).isEqualTo(1);
    }

    private ProblemException problem(EncodeJob<?> job) {
        return assertThatThrownBy(() -> scheduler.run(job, LONG))
                .asInstanceOf(type(ProblemException.class))
                .actual();
    }

    private double jobs(String urgency, String outcome) {
        return meters.get("embedding.jobs")
                .tags("urgency", urgency, "outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void aTextWithoutAFiniteAnswerIsTheCallersToChange() {
        EncodeJob<Integer> job = job(2, 3, 12);

        assertThat(problem(job).type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(job.failedText()).hasValue(2);
    }

    @Test
    void whatIsNotDoneInTimeIsATimeout() {
        assertThatThrownBy(() -> scheduler.run(job(13), Duration.ofMillis(1)))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.DEADLINE_EXCEEDED);
    }

    @Test
    void whereAPartIsWelcomeRunningOutOfTimeIsNoError() {
        // Both runners are behind the gate, so the last text cannot be reached.
        EncodeJob<Integer> part = job(13, 13, 6);

        scheduler.runWithin(part, Duration.ofMillis(1));

        assertThat(part.results()).containsExactly(null, null, null);
    }

    @Test
    void timesAreReportedApart() {
        EncodeJob<Integer> job = job(3, 4);
        scheduler.run(job, LONG);
        StageTimings timings = new StageTimings();

        job.report(timings);

        assertThat(timings.millis()).containsOnlyKeys("queue", "inference");
        assertThat(meters.get("embedding.queue.wait")
                        .tags("model", "fake", "urgency", "live")
                        .timer()
                        .takeSnapshot()
                        .histogramCounts())
                .hasSizeGreaterThan(10);
        assertThat(meters.get("embedding.speed").tags("model", "fake").gauge().value())
                .isPositive();
    }

    @Test
    void whatWaitsIsSeenByUrgency() throws InterruptedException {
        Thread.startVirtualThread(() -> scheduler.run(job(13, 13), LONG));
        await(() -> gauge("embedding.runners.busy") == 2);
        Thread waiting =
                Thread.startVirtualThread(() -> scheduler.run(Jobs.of(model, "importer", Urgency.BULK, 4, 5), LONG));

        await(() -> meters.get("embedding.queue.tokens")
                        .tags("urgency", "bulk")
                        .gauge()
                        .value()
                == 9);
        assertThat(meters.get("embedding.queue.jobs")
                        .tags("urgency", "bulk")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(gauge("embedding.queue.pending")).isEqualTo(2 * 13 + 9);
        assertThat(gauge("embedding.queue.callers")).isEqualTo(1);
        gate.countDown();
        waiting.join();
        assertThat(gauge("embedding.queue.callers")).isZero();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + LONG).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void theJobOfAClientThatLeftIsDroppedBeforeItIsComputed() {
        Thread.startVirtualThread(() -> scheduler.run(job(13, 13), LONG));
        await(() -> gauge("embedding.runners.busy") == 2);
        Call left = new Call("left", null, () -> true);

        EncodeJob<Integer> job = Jobs.of(model, left, Urgency.BULK, 7, 8);

        assertThat(problem(job).type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        assertThat(jobs("bulk", "abandoned")).isEqualTo(1);
        assertThat(gauge("embedding.queue.pending")).isEqualTo(2 * 13);
        gate.countDown();
        await(() -> gauge("embedding.queue.pending") == 0);
        assertThat(job.results()).containsOnlyNulls();
    }

    @Test
    void aDeadRunnerIsSeen() throws InterruptedException {
        Runner runner = scheduler.runners().getFirst();
        runner.thread().interrupt();
        assertThat(runner.join(LONG)).isTrue();

        assertThat(new RunnersProbe(scheduler).check())
                .satisfies(state -> assertThat(state.effect()).isEqualTo(HealthStatus.UNHEALTHY))
                .satisfies(state -> assertThat(state.word()).isEqualTo("dead"));
    }

    @Test
    void aRunnerThatDoesNotComeBackIsSeen() throws InterruptedException {
        EncodeScheduler impatient = scheduler(Duration.ofMillis(1));
        impatient.start();
        RunnersProbe probe = new RunnersProbe(impatient);
        assertThat(probe.check().effect()).isEqualTo(HealthStatus.HEALTHY);
        Thread.startVirtualThread(() -> impatient.run(job(13), LONG));

        await(() -> probe.check().word().equals("stuck"));
        assertThat(probe.check().effect()).isEqualTo(HealthStatus.UNHEALTHY);

        gate.countDown();
        await(() -> probe.check().effect() == HealthStatus.HEALTHY);
        impatient.close();
    }

    @Test
    void aRequestComputesItsOwnShortTextAndIsSeenDoingSo() throws Exception {
        EncodeScheduler direct =
                new EncodeScheduler(new ScheduleProperties(2, 1, 51_200, 8, Duration.ofMillis(1)), meters);
        direct.start();
        Thread[] computing = new Thread[1];
        LoadedModel watched = FakeModel.of(text -> {
            computing[0] = Thread.currentThread();
            awaitGate();
            return new HiddenStates(new float[] {text.length(), 0}, 2);
        });
        EncodeJob<Integer> job = Jobs.of(watched, "searcher", Urgency.LIVE, 5);
        CompletableFuture<Void> request = CompletableFuture.runAsync(() -> direct.run(job, LONG), VIRTUAL);

        await(() -> new RunnersProbe(direct).check().word().equals("stuck"));
        assertThat(direct.busy()).isEqualTo(1);
        gate.countDown();
        request.get(20, TimeUnit.SECONDS);

        assertThat(computing[0].isVirtual()).isTrue();
        assertThat(job.results()).containsExactly(5);
        assertThat(direct.busy()).isZero();
        direct.close();
    }

    @Test
    void aStopFinishesWhatWasTaken() throws Exception {
        EncodeJob<Integer> running = job(13, 13);
        EncodeJob<Integer> queued = job(4);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> scheduler.run(running, LONG), VIRTUAL);
        await(() -> gauge("embedding.runners.busy") == 2);
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> scheduler.run(queued, LONG), VIRTUAL);
        await(() -> gauge("embedding.queue.pending") == 2 * 13 + 4);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(new SchedulerDrain(scheduler, LONG)::stop, VIRTUAL);
        await(() -> !scheduler.open());

        assertThat(problem(job(3)).type().status()).isEqualTo(503);
        assertThat(new RunnersProbe(scheduler).check().word()).isEqualTo("stopping");
        assertThat(stop).isNotDone();
        gate.countDown();

        CompletableFuture.allOf(first, second, stop).get(20, TimeUnit.SECONDS);
        assertThat(queued.results()).containsExactly(4);
        assertThat(running.results()).containsExactly(13, 13);
    }

    @Test
    void whatAStopCannotFinishFailsClearly() {
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> scheduler.run(job(13, 13), LONG), VIRTUAL);
        await(() -> gauge("embedding.runners.busy") == 2);
        CompletableFuture<Void> queued = CompletableFuture.runAsync(() -> scheduler.run(job(4), LONG), VIRTUAL);
        await(() -> gauge("embedding.queue.pending") == 2 * 13 + 4);

        new SchedulerDrain(scheduler, Duration.ZERO).stop();

        assertThatThrownBy(queued::join)
                .hasCauseInstanceOf(ProblemException.class)
                .cause()
                .asInstanceOf(type(ProblemException.class))
                .satisfies(stopped -> {
                    assertThat(stopped.type().status()).isEqualTo(503);
                    assertThat(stopped.retryAfter()).isPositive();
                });
        gate.countDown();
        running.join();
    }

    @Test
    void aJobWithoutTextsIsAMistake() {
        assertThatThrownBy(() -> job()).isInstanceOf(IllegalArgumentException.class);
    }
}
