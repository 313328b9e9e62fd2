package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.inference.InferenceException;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EncodeSchedulerTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EncodeScheduler scheduler = new EncodeScheduler(new ScheduleProperties(2, 51_200, 8), meters);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Answers with the number of tokens; 13 tokens wait for the gate, 14 fail, 15 exhaust the memory. */
    private final LoadedModel model = FakeModel.of(text -> {
        switch (text.length()) {
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
        assertThat(meters.counter("embedding.tokens", "model", "fake").count())
                .isLessThanOrEqualTo(IntStream.of(lengths).sum());
    }

    @Test
    void aFailureIsTheJobsOwnAndTheRunnersLiveOn() {
        assertThatThrownBy(() -> scheduler.run(job(2, 14, 3), LONG))
                .isInstanceOf(InferenceException.class)
                .hasMessage("broken");
        assertThatThrownBy(() -> scheduler.run(job(15), LONG)).hasCauseInstanceOf(OutOfMemoryError.class);

        EncodeJob<Integer> next = job(5);
        scheduler.run(next, LONG);
        assertThat(next.results()).containsExactly(5);
        assertThat(new RunnersProbe(scheduler).check().effect()).isEqualTo(HealthStatus.HEALTHY);
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
    }

    @Test
    void deadRunnersAreSeen() throws InterruptedException {
        scheduler.close();

        assertThat(new RunnersProbe(scheduler).check().effect()).isEqualTo(HealthStatus.UNHEALTHY);
    }

    @Test
    void aJobWithoutTextsIsAMistake() {
        assertThatThrownBy(() -> job()).isInstanceOf(IllegalArgumentException.class);
    }
}
