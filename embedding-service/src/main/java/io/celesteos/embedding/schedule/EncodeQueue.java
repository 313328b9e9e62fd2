package io.celesteos.embedding.schedule;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Jobs waiting to be computed, bounded by tokens because tokens are what takes time. Each turn takes one text
 * of the job at the head and sends the job to the tail, so a single query waits for one text of each job ahead
 * of it and never for a whole bulk request. Thread-safe.
 */
final class EncodeQueue {

    private static final Duration SHUTTING_DOWN = Duration.ofSeconds(5);

    private final int maxTokens;
    private final int maxJobs;
    private final Throughput throughput;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<EncodeJob<?>> jobs = new ArrayDeque<>();
    private long pendingTokens;
    private boolean closed;

    EncodeQueue(int maxTokens, int maxJobs, Throughput throughput) {
        this.maxTokens = maxTokens;
        this.maxJobs = maxJobs;
        this.throughput = throughput;
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

    /** @throws ProblemException 429 when it does not fit, with the time until it should */
    void submit(EncodeJob<?> job) {
        int tokens = job.waitingTokens();
        lock.lock();
        try {
            admit(tokens);
            pendingTokens += tokens;
            jobs.addLast(job);
            changed.signalAll();
        } finally {
            lock.unlock();
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
            throw ProblemException.retryLater(
                    ProblemType.RATE_LIMITED,
                    "%d tokens of %d requests are waiting already; send this again in about %d s."
                            .formatted(pendingTokens, jobs.size(), Math.max(1, until.toSeconds())),
                    until);
        }
    }

    /** The next text to compute; waits for one. Null when the queue is closed. */
    @Nullable EncodeStep take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) {
                    return null;
                }
                EncodeJob<?> job = jobs.pollFirst();
                if (job == null) {
                    changed.await();
                } else if (job.abandoned()) {
                    pendingTokens -= job.waitingTokens();
                } else {
                    EncodeStep step = job.takeNext();
                    if (!job.exhausted()) {
                        jobs.addLast(job);
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
