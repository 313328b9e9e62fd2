package io.celesteos.embedding.schedule;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Jobs waiting to be computed, bounded by tokens because tokens are what takes time.
 *
 * <p>A job's turn comes at its submission plus {@value #PATIENCE} times the time it needs: a query overtakes
 * the bulk jobs that came shortly before it, jobs of one size keep their order, and none waits for ever. Taking
 * turns text by text instead would let all of too many jobs miss their deadlines together. Runners choose anew
 * after each text, so a query waits for one text of a bulk job, not for its end. Thread-safe.
 */
final class EncodeQueue {

    /** The largest request needs about 10 s of two cores: after 20 s it is next, within the default deadline. */
    static final int PATIENCE = 2;

    private static final Duration SHUTTING_DOWN = Duration.ofSeconds(5);

    private final int maxTokens;
    private final int maxJobs;
    private final Throughput throughput;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<EncodeJob<?>> jobs = new PriorityQueue<>(EncodeJob.BY_TURN);
    private long pendingTokens;
    private long submissions;
    private boolean closed;

    /** @param nanoTime {@link System#nanoTime()} */
    EncodeQueue(int maxTokens, int maxJobs, Throughput throughput, LongSupplier nanoTime) {
        this.maxTokens = maxTokens;
        this.maxJobs = maxJobs;
        this.throughput = throughput;
        this.nanoTime = nanoTime;
    }

    /** Before a request is tokenised: work for nobody is not begun. */
    void refuseWhenFull() {
        lock.lock();
        try {
            admit(1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param whole nothing less than all texts is of use, so a job that cannot be done in time is refused
     * @throws ProblemException 429 when there is no room, or no time, for it; with the time to come back
     */
    void submit(EncodeJob<?> job, boolean whole) {
        int tokens = job.waitingTokens();
        lock.lock();
        try {
            admit(tokens);
            job.turn(
                    nanoTime.getAsLong() + PATIENCE * throughput.timeFor(tokens).toNanos(), submissions++);
            if (whole) {
                refuseHopeless(job, tokens);
            }
            pendingTokens += tokens;
            jobs.add(job);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Only what is ahead of it counts: a job that is too large for its deadline by itself is a timeout. */
    private void refuseHopeless(EncodeJob<?> job, int tokens) {
        long behind = jobs.stream()
                .filter(other -> EncodeJob.BY_TURN.compare(other, job) > 0)
                .mapToLong(EncodeJob::waitingTokens)
                .sum();
        long ahead = pendingTokens - behind;
        Duration missing =
                throughput.timeFor(ahead + tokens).minus(job.deadline().remaining());
        if (ahead > 0 && missing.isPositive()) {
            throw refused(missing);
        }
    }

    private void admit(int tokens) {
        if (closed) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED, "The service is shutting down; try another instance.", SHUTTING_DOWN);
        }
        long excess = pendingTokens + tokens - maxTokens;
        if (excess > 0 || jobs.size() >= maxJobs) {
            // Until there is room for its tokens, or until the average request ahead is done.
            Duration until = throughput.timeFor(excess > 0 ? excess : pendingTokens / jobs.size());
            throw refused(until);
        }
    }

    private ProblemException refused(Duration until) {
        return ProblemException.retryLater(
                ProblemType.RATE_LIMITED,
                "%d tokens are waiting already; send this again in about %d s."
                        .formatted(pendingTokens, Math.max(1, Math.ceilDiv(until.toMillis(), 1_000))),
                until);
    }

    /** The next text to compute; waits for one. Null when the queue is closed. */
    @Nullable
    EncodeStep take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) {
                    return null;
                }
                EncodeJob<?> job = jobs.peek();
                if (job == null) {
                    changed.await();
                } else if (job.abandoned()) {
                    jobs.poll();
                    pendingTokens -= job.waitingTokens();
                } else {
                    EncodeStep step = job.takeNext();
                    if (job.exhausted()) {
                        jobs.poll();
                    }
                    return step;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The step was computed, or failed, in {@code nanos}. */
    void finished(EncodeStep step, long nanos) {
        throughput.observe(step.tokens(), nanos);
        lock.lock();
        try {
            pendingTokens -= step.tokens();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for the rest of this job: its place is free at once. */
    void withdraw(EncodeJob<?> job) {
        lock.lock();
        try {
            if (jobs.remove(job)) {
                pendingTokens -= job.waitingTokens();
            }
        } finally {
            lock.unlock();
        }
    }

    long pendingTokens() {
        lock.lock();
        try {
            return pendingTokens;
        } finally {
            lock.unlock();
        }
    }

    /** What is not begun will not be; those who wait for it hear so. */
    void close() {
        lock.lock();
        try {
            closed = true;
            jobs.forEach(job -> job.fail(ProblemException.retryLater(
                    ProblemType.OVERLOADED, "The service is shutting down; try another instance.", SHUTTING_DOWN)));
            jobs.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
