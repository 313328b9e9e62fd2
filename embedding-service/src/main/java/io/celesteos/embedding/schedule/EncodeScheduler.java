package io.celesteos.embedding.schedule;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * All model work of the service: one queue, and one runner a core that takes one text at a time. Platform
 * threads, because native code would pin virtual ones. Thread-safe.
 */
public final class EncodeScheduler implements AutoCloseable {

    private final EncodeQueue queue;
    private final List<Thread> runners;
    private final MeterRegistry meters;
    private final Timer wait;

    EncodeScheduler(ScheduleProperties properties, MeterRegistry meters) {
        int count = properties.runnerCount();
        this.queue = new EncodeQueue(
                properties.maxQueuedTokens(), properties.maxQueuedRequests(), new Throughput(count), System::nanoTime);
        this.meters = meters;
        this.wait = Timer.builder("embedding.queue.wait")
                .description("From a text's submission until a runner takes it")
                .register(meters);
        Gauge.builder("embedding.queue.tokens", queue, EncodeQueue::pendingTokens)
                .description("Tokens waiting or being computed")
                .register(meters);
        this.runners = IntStream.range(0, count)
                .mapToObj(n -> Thread.ofPlatform().name("encoder-" + n).daemon().unstarted(this::work))
                .toList();
    }

    void start() {
        runners.forEach(Thread::start);
    }

    /** @throws ProblemException 429 when the queue is full; to be called before costly preparation */
    public void refuseWhenFull() {
        queue.refuseWhenFull();
    }

    /**
     * Runs the job to its end.
     *
     * @throws ProblemException 429 when there is no room or no time for it, 504 when {@code limit} passes first
     */
    public void run(EncodeJob<?> job, Duration limit) {
        if (!finishes(job, limit, true)) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED,
                    "The texts were not embedded in time; send fewer at once or allow more time.");
        }
    }

    /**
     * Runs the job for as long as {@code limit} allows; the rest is dropped.
     *
     * @throws ProblemException 429 when it does not fit
     */
    public void runWithin(EncodeJob<?> job, Duration limit) {
        finishes(job, limit, false);
    }

    private boolean finishes(EncodeJob<?> job, Duration limit, boolean whole) {
        queue.submit(job, whole);
        try {
            return job.await(limit);
        } finally {
            queue.withdraw(job);
        }
    }

    /** Whether every runner still runs. */
    boolean alive() {
        return runners.stream().allMatch(Thread::isAlive);
    }

    private void work() {
        try {
            for (EncodeStep step = queue.take(); step != null; step = queue.take()) {
                long start = System.nanoTime();
                wait.record(start - step.job().submittedNanos(), TimeUnit.NANOSECONDS);
                step.job().compute(step.index());
                long took = System.nanoTime() - start;
                queue.finished(step, took);
                String model = step.job().model().name();
                meters.timer("embedding.inference", "model", model).record(took, TimeUnit.NANOSECONDS);
                meters.counter("embedding.tokens", "model", model).increment(step.tokens());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when no runner is inside a model any more. */
    @Override
    public void close() throws InterruptedException {
        queue.close();
        for (Thread runner : runners) {
            runner.join();
        }
    }
}
