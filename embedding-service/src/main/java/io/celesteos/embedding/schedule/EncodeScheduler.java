package io.celesteos.embedding.schedule;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.NotFiniteException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All model work of the service: one queue, and one runner a core, each of which works for any model. One more
 * is kept free for short live texts: they share a core with bulk work then, instead of waiting for a text of it
 * to end. Where nobody is ahead of such a text, its request's own thread computes it in that one's stead. Thread-safe.
 */
public final class EncodeScheduler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EncodeScheduler.class);

    /** Longer than any step takes that is not stuck, and a stop may wait. */
    private static final Duration LAST_STEP = Duration.ofSeconds(30);

    private final EncodeQueue queue;
    private final Speeds speeds = new Speeds();
    private final List<Runner> runners;

    /** Where requests compute steps themselves just now. */
    private final Set<Slot> own = ConcurrentHashMap.newKeySet();

    private final int runnerCount;
    private final Duration stuckAfter;
    private final ScheduleMeters meters;

    EncodeScheduler(ScheduleProperties properties, MeterRegistry registry) {
        this.runnerCount = properties.runnerCount();
        this.stuckAfter = properties.stuckAfter();
        this.meters = new ScheduleMeters(registry);
        int extras = properties.liveRunners();
        this.queue = new EncodeQueue(
                properties.maxQueuedTokens(),
                properties.maxQueuedRequests(),
                runnerCount,
                extras,
                speeds,
                System::nanoTime);
        this.runners = Stream.concat(
                        IntStream.range(0, runnerCount).mapToObj(n -> runner("encoder-" + n, false)),
                        IntStream.range(0, extras).mapToObj(n -> runner("encoder-live-" + n, true)))
                .toList();
        meters.watch(queue);
        meters.watch(this);
    }

    private Runner runner(String name, boolean shortLiveOnly) {
        return new Runner(name, queue, shortLiveOnly, new Slot(queue, meters));
    }

    void start() {
        runners.forEach(Runner::start);
    }

    /**
     * To be called before costly preparation.
     *
     * @throws ProblemException 429 when the queue, or this caller's part of it, is full; 503 when shutting down
     */
    public void refuseWhenFull() {
        Call call = Call.current();
        Urgency urgency = call.urgency(Urgency.LIVE);
        counted(urgency, () -> {
            queue.refuseWhenFull(call.caller(), urgency.ahead());
            return true;
        });
    }

    /**
     * Runs the job to its end.
     *
     * @throws ProblemException 429 when there is no room or no time for it, 504 when {@code limit} passes or the
     *     client leaves first, 400 when the model has no finite answer for one of its texts ({@link
     *     EncodeJob#failedText()} says which), 503 when the service is stopped, 500 when the model fails
     */
    public void run(EncodeJob<?> job, Duration limit) {
        if (finishes(job, limit, true) != Outcome.DONE) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED,
                    "The texts were not embedded in time; send fewer at once or allow more time.");
        }
    }

    /**
     * Runs the job for as long as {@code limit} allows; the rest is dropped.
     *
     * @throws ProblemException as {@link #run} does, but not when {@code limit} passes
     */
    public void runWithin(EncodeJob<?> job, Duration limit) {
        finishes(job, limit, false);
    }

    private Outcome finishes(EncodeJob<?> job, Duration limit, boolean whole) {
        String model = job.modelName();
        job.call().uses(model);
        meters.speed(model, speeds, runnerCount);
        EncodeBatch forMe = counted(job.urgency(), () -> queue.submit(job, whole));
        Outcome outcome = Outcome.FAILED;
        try {
            if (forMe != null) {
                compute(forMe);
            }
            Call.Waited waited = job.await(limit);
            Throwable failure = job.failure();
            if (failure != null) {
                throw problem(job, failure);
            }
            outcome = switch (waited) {
                case DONE -> Outcome.DONE;
                case LATE -> Outcome.EXPIRED;
                case GONE -> Outcome.ABANDONED;
            };
            if (outcome == Outcome.ABANDONED) {
                throw ProblemException.of(
                        ProblemType.DEADLINE_EXCEEDED, "The connection was closed before the answer was ready.");
            }
            return outcome;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            outcome = Outcome.EXPIRED;
            return outcome;
        } finally {
            queue.withdraw(job);
            meters.ended(job.urgency(), outcome);
        }
    }

    private void compute(EncodeBatch batch) {
        Slot slot = new Slot(queue, meters);
        own.add(slot);
        try {
            slot.run(batch);
        } finally {
            own.remove(slot);
        }
    }

    private <T extends @Nullable Object> T counted(Urgency urgency, Supplier<T> admission) {
        try {
            return admission.get();
        } catch (ProblemException refused) {
            meters.ended(urgency, Outcome.REFUSED);
            throw refused;
        }
    }

    /** The one place where what a model fails with is told to a caller. */
    private static ProblemException problem(EncodeJob<?> job, Throwable failure) {
        String model = job.modelName();
        return switch (failure) {
            case ProblemException known -> known;
            case NotFiniteException unusable ->
                ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        model + " has no finite answer for one of the texts; change it or leave it out.",
                        unusable);
            default ->
                ProblemException.of(
                        ProblemType.INTERNAL_ERROR,
                        model + " failed on this request. Quote the request id when reporting this.",
                        failure);
        };
    }

    /** Whether every runner still runs. */
    boolean alive() {
        return runners.stream().allMatch(Runner::alive);
    }

    /** Whether a runner has been inside a model for far longer than a step takes. */
    boolean stuck() {
        return slots().anyMatch(slot -> slot.stuck(stuckAfter));
    }

    /** Threads inside a model. */
    long busy() {
        return slots().filter(Slot::busy).count();
    }

    private Stream<Slot> slots() {
        return Stream.concat(runners.stream().map(Runner::slot), own.stream());
    }

    boolean open() {
        return queue.open();
    }

    List<Runner> runners() {
        return runners;
    }

    /**
     * Takes nothing more, and computes what was taken for as long as {@code limit} allows. What is left then
     * fails with 503.
     */
    void drain(Duration limit) throws InterruptedException {
        queue.drain();
        if (!queue.awaitEmpty(limit)) {
            log.warn("{} tokens could not be computed before the stop", queue.pendingTokens());
        }
        queue.refuseWaiting();
    }

    /** After {@link #drain}: takes jobs again. */
    void reopen() {
        queue.reopen();
    }

    /** Returns when no runner is inside a model any more, or one seems never to come out again. */
    @Override
    public void close() throws InterruptedException {
        queue.close();
        for (Runner runner : runners) {
            if (!runner.join(LAST_STEP)) {
                log.error(
                        "{} did not come back from the model in {}",
                        runner.thread().getName(),
                        LAST_STEP);
            }
        }
        if (!queue.awaitEmpty(LAST_STEP)) {
            log.error("A request did not come back from the model in {}", LAST_STEP);
        }
    }
}
