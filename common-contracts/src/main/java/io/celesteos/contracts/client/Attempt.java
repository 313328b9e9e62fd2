package io.celesteos.contracts.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One attempt to get an answer. The first thing said about it counts, later ones are not heard. Thread-safe. */
public final class Attempt {

    private final ServiceGuard guard;
    private final CircuitBreaker breaker;
    private final Duration limit;
    private final long start = System.nanoTime();
    private final AtomicBoolean told = new AtomicBoolean();

    Attempt(ServiceGuard guard, CircuitBreaker breaker, Duration limit) {
        this.guard = guard;
        this.breaker = breaker;
        this.limit = limit;
    }

    /**
     * The service answered with this status. For a stream, that it began: how long it then lasts is no slowness. A 429
     * is about the caller; so is a 504 that came sooner than the service's own limit.
     */
    public void answered(int status) {
        if (status == 504) {
            lapsed();
        } else if (status == 429) {
            abandoned();
        } else if (status >= 500) {
            failed(new IllegalStateException("status " + status));
        } else if (told.compareAndSet(false, true)) {
            guard.count(ServiceGuard.Count.ANSWERED);
            guard.succeeded();
            breaker.onSuccess(nanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** No answer, or one that cannot be read. */
    public void failed(Throwable failure) {
        if (told.compareAndSet(false, true)) {
            guard.count(ServiceGuard.Count.FAILED);
            breaker.onError(nanos(), TimeUnit.NANOSECONDS, failure);
            guard.failed();
        }
    }

    /**
     * Nobody waits any longer, because the time is over or the caller left. The service's fault if it had a third of
     * the time it usually has; or else any caller could open the breaker for all others with a short deadline.
     */
    public void lapsed() {
        if (nanos() * 3 >= limit.toNanos()) {
            failed(new IllegalStateException("no answer in time"));
        } else {
            abandoned();
        }
    }

    private void abandoned() {
        if (told.compareAndSet(false, true)) {
            guard.count(ServiceGuard.Count.ABANDONED);
            breaker.releasePermission();
        }
    }

    private long nanos() {
        return System.nanoTime() - start;
    }
}
