package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.BatchPolicy;
import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.inference.NotFiniteException;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

/** An engine that wants batches, and notes what it was given. */
@Timeout(30)
class BatchedWorkTests {

    private static final int NO_NUMBER = 12;
    private static final int WAITS = 13;

    /** Not the common pool, which has one thread on a small machine. */
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EncodeScheduler scheduler =
            new EncodeScheduler(new ScheduleProperties(1, 0, 51_200, 16, Duration.ofMinutes(1)), meters);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<List<Integer>> calls = Collections.synchronizedList(new ArrayList<>());
    private final LoadedModel model = FakeModel.over("batched", new Recording());

    private final class Recording implements Encoder {

        @Override
        public HiddenStates encode(TokenizedText text) {
            return encodeBatch(List.of(text)).getFirst();
        }

        @Override
        public List<HiddenStates> encodeBatch(List<TokenizedText> batch) {
            calls.add(batch.stream().map(TokenizedText::length).toList());
            return batch.stream().map(this::compute).toList();
        }

        private HiddenStates compute(TokenizedText text) {
            if (text.length() == NO_NUMBER) {
                throw new NotFiniteException();
            }
            if (text.length() == WAITS) {
                awaitGate();
            }
            return new HiddenStates(new float[] {text.length(), 0}, 2);
        }

        @Override
        public BatchPolicy batching() {
            return new BatchPolicy(4, 100);
        }

        @Override
        public void close() {}
    }

    private void awaitGate() {
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed shut");
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
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

    /** Submits all of them while the runner is held at the gate, then lets it go. */
    private List<CompletableFuture<Void>> together(List<EncodeJob<Integer>> jobs) {
        CompletableFuture<Void> first = submit(Jobs.of(model, "first", Urgency.LIVE, WAITS));
        await(() -> calls.size() == 1);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        int tokens = WAITS;
        for (EncodeJob<Integer> job : jobs) {
            tokens += job.waitingTokens();
            int pending = tokens;
            running.add(submit(job));
            await(() -> meters.get("embedding.queue.pending").gauge().value() == pending);
        }
        gate.countDown();
        first.join();
        return running;
    }

    private CompletableFuture<Void> submit(EncodeJob<Integer> job) {
        return CompletableFuture.runAsync(() -> scheduler.run(job, Jobs.LONG), VIRTUAL);
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void textsOfSeveralJobsRideTogetherAndComeBackToTheirOwn() {
        EncodeJob<Integer> one = Jobs.of(model, "a", Urgency.BULK, 20, 5);
        EncodeJob<Integer> two = Jobs.of(model, "b", Urgency.BULK, 6, 21);

        together(List.of(one, two)).forEach(CompletableFuture::join);

        assertThat(one.results()).containsExactly(20, 5);
        assertThat(two.results()).containsExactly(6, 21);
        assertThat(calls).containsExactly(List.of(WAITS), List.of(5, 6, 20, 21));
    }

    @Test
    void noCallIsLargerThanTheEngineWants() {
        int[] lengths = IntStream.range(0, 60)
                .map(i -> 2 + i * 7 % 9 * 5)
                .filter(n -> n != NO_NUMBER)
                .toArray();
        EncodeJob<Integer> job = Jobs.of(model, "a", Urgency.BULK, lengths);

        submit(job).join();

        assertThat(job.results())
                .containsExactlyElementsOf(IntStream.of(lengths).boxed().toList());
        assertThat(calls).allSatisfy(call -> {
            assertThat(call).hasSizeLessThanOrEqualTo(4).isSorted();
            assertThat(call.size() * call.getLast()).isLessThanOrEqualTo(100);
        });
        assertThat(calls.size()).isLessThan(lengths.length / 2);
    }

    @Test
    void theMostUrgentTextIsInTheNextCall() {
        EncodeJob<Integer> bulk = Jobs.of(model, "a", Urgency.BULK, Jobs.lengths(40, 30));
        EncodeJob<Integer> query = Jobs.of(model, "b", Urgency.LIVE, 7);

        together(List.of(bulk, query)).forEach(CompletableFuture::join);

        assertThat(calls.get(1)).containsExactly(7);
    }

    @Test
    void aTextTheModelCannotTakeFailsItsOwnJobOnly() {
        EncodeJob<Integer> good = Jobs.of(model, "a", Urgency.BULK, 10, 11);
        EncodeJob<Integer> bad = Jobs.of(model, "b", Urgency.BULK, 9, NO_NUMBER);

        List<CompletableFuture<Void>> running = together(List.of(good, bad));

        running.getFirst().join();
        assertThat(good.results()).containsExactly(10, 11);
        assertThatThrownBy(running.getLast()::join).hasCauseInstanceOf(ProblemException.class);
        assertThat(bad.failedText()).hasValue(1);
        assertThat(calls).contains(List.of(9, 10, 11, NO_NUMBER));
    }

    @Test
    void fillAndPaddingAreMeasured() {
        together(List.of(Jobs.of(model, "a", Urgency.BULK, 5, 10, 20, 25))).forEach(CompletableFuture::join);

        // Measured by the runner, after the answer was given.
        await(() ->
                meters.counter("embedding.padding.tokens", "model", "batched").count() == 40);
        assertThat(meters.get("embedding.batch.texts").summary().max()).isEqualTo(4);
        assertThat(meters.get("embedding.batch.fill").summary().max()).isEqualTo(1);
        assertThat(meters.get("embedding.batch.padding").summary().max()).isEqualTo(0.4);
    }
}
