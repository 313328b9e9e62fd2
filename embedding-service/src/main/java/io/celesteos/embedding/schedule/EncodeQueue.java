package io.celesteos.embedding.schedule;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.BatchPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Jobs waiting to be computed, bounded by tokens because tokens are what takes time.
 *
 * <p>Whose job is next is {@link FairShare}'s to say. Among one caller's jobs of one urgency, a job's turn comes
 * at its submission plus {@value #PATIENCE} times the time it needs: a query overtakes the larger jobs that came
 * shortly before it, jobs of one size keep their order, and none waits for ever. Runners choose anew after each
 * step, so a query waits for one step of a bulk job, not for its end. Thread-safe.
 */
final class EncodeQueue {

    /** The largest request needs about 10 s of two cores: after 20 s it is next, within the default deadline. */
    static final int PATIENCE = 2;

    /** The longest text a runner takes that is kept free for short ones: some 50 tokens of a small model. */
    static final double SHORT_SECONDS = 0.02;

    /** Of one model that wants batches: one in the engine, one being put together; more would split them up. */
    static final int BATCHES_AT_ONCE = 2;

    private static final Duration SHUTTING_DOWN = Duration.ofSeconds(5);

    /** Whether what comes is taken, and what was taken is handed out. */
    private enum State {
        OPEN,
        DRAINING,
        CLOSED
    }

    private final int runners;
    private final Speeds speeds;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();

    /** Runners with nothing to do; told one by one, as each that wakes for nothing takes a core from one that works. */
    private final Condition work = lock.newCondition();

    /** The same for those kept free for short live texts. */
    private final Condition liveWork = lock.newCondition();

    private final Condition emptied = lock.newCondition();
    private final Admission admission;
    private final FairShare share;
    private final Map<String, Integer> batchesRunning = new HashMap<>();
    private int idle;

    /** Steps that may be begun beside the runners' own. */
    private int extras;

    private long submissions;
    private State state = State.OPEN;

    /**
     * @param runners that work side by side
     * @param extras short live texts that may be computed beside what they do
     * @param nanoTime {@link System#nanoTime()}
     */
    EncodeQueue(int maxTokens, int maxJobs, int runners, int extras, Speeds speeds, LongSupplier nanoTime) {
        this.runners = runners;
        this.extras = extras;
        this.speeds = speeds;
        this.nanoTime = nanoTime;
        this.admission = new Admission(maxTokens, maxJobs);
        this.share = new FairShare(speeds);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Before a request is tokenised: work for nobody is not begun. */
    void refuseWhenFull(String caller, boolean ahead) {
        locked(() -> {
            admit(caller, 1, ahead);
            return true;
        });
    }

    /**
     * @param whole nothing less than all texts is of use, so a job that cannot be done in time is refused
     * @return what the caller is to compute itself, at once: the whole of a short live job that nobody is ahead of.
     *     Two threads less have to be woken then, which takes a good part of a millisecond. Null where runners do it
     * @throws ProblemException 429 when there is no room, or no time, for it, with the time to come back; 503 when
     *     the service is shutting down
     */
    @Nullable
    EncodeBatch submit(EncodeJob<?> job, boolean whole) {
        return locked(() -> {
            int tokens = job.waitingTokens();
            admit(job.call().caller(), tokens, job.urgency().ahead());
            long needed = nanos(speeds.seconds(job.modelName(), tokens) / runners);
            job.turn(nanoTime.getAsLong() + PATIENCE * needed, submissions++, whole);
            if (whole) {
                refuseHopeless(job, needed);
            }
            admission.enter(job.call().caller(), tokens);
            share.join(job);
            if (isForItsCaller(job)) {
                extras--;
                return handOut(job, true);
            }
            wake(job.waiting(runners).size());
            return null;
        });
    }

    private boolean isForItsCaller(EncodeJob<?> job) {
        return extras > 0
                && share.jobs().size() == 1
                && job.urgency().ahead()
                && job.waiting(2).size() == 1
                && job.model().encoder().batching().maxTexts() == 1
                && isShort(job);
    }

    /** Tells as many idle runners as there are texts, or the ones kept free where none is idle. */
    private void wake(int texts) {
        if (idle == 0) {
            liveWork.signalAll();
        }
        for (int woken = 0; woken < Math.min(texts, idle); woken++) {
            work.signal();
        }
    }

    /** Only what is ahead of it counts: a job that is too large for its deadline by itself is a timeout. */
    private void refuseHopeless(EncodeJob<?> job, long needed) {
        long ahead = nanos(share.secondsAhead(job) / runners);
        Duration missing = Duration.ofNanos(ahead + needed).minus(job.deadline().remaining());
        if (ahead > 0 && missing.isPositive()) {
            throw refused(missing);
        }
    }

    private void admit(String caller, int tokens, boolean ahead) {
        if (state != State.OPEN) {
            throw shuttingDown();
        }
        Admission.Shortage shortage = admission.shortage(caller, tokens, ahead);
        if (shortage.tokens() > 0) {
            double perToken = share.secondsWaiting() / Math.max(1, waitingTokens());
            double seconds = shortage.tokens() * perToken / runners;
            throw refused(Duration.ofNanos(nanos(shortage.own() ? seconds / share.share(caller) : seconds)));
        }
    }

    private long waitingTokens() {
        long tokens = 0;
        for (Urgency urgency : Urgency.values()) {
            tokens += share.tokensWaiting(urgency);
        }
        return tokens;
    }

    private ProblemException refused(Duration until) {
        return ProblemException.retryLater(
                ProblemType.RATE_LIMITED,
                "%d tokens are waiting already; send this again in about %d s."
                        .formatted(admission.tokens(), Math.max(1, Math.ceilDiv(until.toMillis(), 1_000))),
                until);
    }

    private static ProblemException shuttingDown() {
        return ProblemException.retryLater(
                ProblemType.OVERLOADED, "The service is shutting down; try another instance.", SHUTTING_DOWN);
    }

    private static long nanos(double seconds) {
        return (long) Math.ceil(seconds * 1e9);
    }

    /**
     * What to compute next; waits for it. Null when the queue is closed.
     *
     * @param shortLiveOnly nothing but short live texts, and those only when no other runner is free for them
     */
    @Nullable
    EncodeBatch take(boolean shortLiveOnly) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (state != State.CLOSED) {
                EncodeBatch batch = shortLiveOnly && (idle > 0 || extras == 0) ? null : poll(shortLiveOnly);
                if (batch != null) {
                    return batch;
                }
                if (shortLiveOnly) {
                    liveWork.await();
                } else {
                    awaitWork();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork() throws InterruptedException {
        idle++;
        try {
            work.await();
        } finally {
            idle--;
        }
    }

    /** The same without waiting; null when there is nothing to take now. */
    @Nullable
    EncodeBatch poll(boolean shortLiveOnly) {
        lock.lock();
        try {
            EncodeJob<?> job = next(shortLiveOnly);
            extras -= job != null && shortLiveOnly ? 1 : 0;
            return job == null ? null : handOut(job, shortLiveOnly);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable EncodeJob<?> next(boolean shortLiveOnly) {
        EncodeJob<?> job;
        do {
            job = share.next(candidate -> mayTake(candidate, shortLiveOnly), shortLiveOnly);
        } while (job != null && job.abandoned() && drop(job));
        return job;
    }

    private boolean mayTake(EncodeJob<?> job, boolean shortLiveOnly) {
        String model = job.modelName();
        if (batchesRunning.getOrDefault(model, 0) >= BATCHES_AT_ONCE) {
            return false;
        }
        return !shortLiveOnly || isShort(job);
    }

    private boolean isShort(EncodeJob<?> job) {
        return speeds.seconds(job.modelName(), job.waiting(1).getFirst().tokens()) <= SHORT_SECONDS;
    }

    private EncodeBatch handOut(EncodeJob<?> job, boolean extra) {
        BatchPolicy policy = job.model().encoder().batching();
        List<EncodeStep> steps = BatchAssembler.assemble(job.waiting(1).getFirst(), share.jobs(), policy);
        for (EncodeStep step : steps) {
            share.charge(step.job(), step.tokens());
            step.job().take(step);
            if (step.job().exhausted() && share.leave(step.job())) {
                admission.leaveQueue(step.job().call().caller());
            }
        }
        if (policy.maxTexts() > 1) {
            batchesRunning.merge(job.modelName(), 1, Integer::sum);
        }
        if (idle == 0 && !share.jobs().isEmpty()) {
            // Who waited until no other runner was free may go now.
            liveWork.signalAll();
        }
        return new EncodeBatch(steps, extra);
    }

    private boolean drop(EncodeJob<?> job) {
        boolean waited = share.leave(job);
        if (waited) {
            admission.leaveQueue(job.call().caller());
            admission.leave(job.call().caller(), job.waitingTokens());
            tellWhenEmpty();
        }
        return waited;
    }

    /** The batch was computed, or failed, in {@code nanos}. */
    void finished(EncodeBatch batch, long nanos) {
        String model = batch.model().name();
        speeds.observe(model, batch.tokens(), nanos);
        locked(() -> {
            batch.steps().forEach(step -> admission.leave(step.job().call().caller(), step.tokens()));
            if (batchesRunning.containsKey(model)) {
                batchesRunning.computeIfPresent(model, (name, running) -> running == 1 ? null : running - 1);
                // Runners that were idle because as many batches as may be were with the engine.
                work.signalAll();
            }
            if (batch.extra()) {
                extras++;
                liveWork.signal();
            }
            tellWhenEmpty();
            return true;
        });
    }

    private void tellWhenEmpty() {
        if (admission.tokens() == 0) {
            emptied.signalAll();
        }
    }

    /** Nobody waits for the rest of this job: its place is free at once. */
    void withdraw(EncodeJob<?> job) {
        locked(() -> drop(job));
    }

    /** Nothing more is taken; what was taken is handed out still. */
    void drain() {
        locked(() -> {
            state = state == State.OPEN ? State.DRAINING : state;
            return true;
        });
    }

    /** Undoes {@link #drain}; what was closed stays closed. */
    void reopen() {
        locked(() -> {
            state = state == State.DRAINING ? State.OPEN : state;
            return true;
        });
    }

    /** @return whether nothing waits and nothing is computed any more, within {@code limit} */
    boolean awaitEmpty(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (admission.tokens() > 0 && left > 0) {
                left = emptied.awaitNanos(left);
            }
            return admission.tokens() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** What is not begun will not be; those who wait for it hear so. */
    void refuseWaiting() {
        locked(() -> {
            for (EncodeJob<?> job : List.copyOf(share.jobs())) {
                job.fail(shuttingDown());
                drop(job);
            }
            return true;
        });
    }

    /** The end: {@link #refuseWaiting()}, and the runners go home. */
    void close() {
        locked(() -> {
            state = State.CLOSED;
            refuseWaiting();
            work.signalAll();
            liveWork.signalAll();
            return true;
        });
    }

    boolean open() {
        return locked(() -> state == State.OPEN);
    }

    /** Waiting or being computed. */
    long pendingTokens() {
        return locked(admission::tokens);
    }

    long waitingTokens(Urgency urgency) {
        return locked(() -> share.tokensWaiting(urgency));
    }

    long waitingJobs(Urgency urgency) {
        return locked(() -> share.jobsWaiting(urgency));
    }

    /** Callers and urgencies that are remembered. */
    int flows() {
        return locked(share::flows);
    }

    long waitingCallers() {
        return locked(share::callersWaiting);
    }
}
