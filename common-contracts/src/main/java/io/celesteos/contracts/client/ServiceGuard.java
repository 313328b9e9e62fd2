package io.celesteos.contracts.client;

import io.celesteos.contracts.request.Deadline;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What stands between callers and one service: a breaker, places for calls under way, and a budget of retries. One
 * for all ways in which a process calls that service, so that what one learns the others know. Thread-safe; nothing
 * here waits.
 */
public final class ServiceGuard {

    /** How long a call is under way. */
    public enum Stay {
        /** Answered within its time limit. */
        BRIEF,
        /** A stream or an upload. */
        LASTING
    }

    /** What became of calls. */
    public enum Count {
        /** The service answered, if only that the request is wrong. */
        ANSWERED,
        /** No answer, a broken one, or a 5xx. */
        FAILED,
        /** The caller left, or wanted it faster than can be expected: says nothing about the service. */
        ABANDONED,
        /** Not made: the breaker is open. */
        REFUSED_OPEN,
        /** Not made: no place. */
        REFUSED_FULL,
        /** Tried again. */
        RETRIED,
        /** Not tried again although it was safe: the budget is spent, or the time. */
        NOT_RETRIED
    }

    private static final IntervalFunction BACKOFF = IntervalFunction.ofExponentialRandomBackoff(50, 2.0, 0.5, 1_000);
    private static final Duration NO_PLACE_FOR = Duration.ofSeconds(1);

    private final String service;
    private final Duration openFor;
    private final CircuitBreaker breaker;
    private final RetryBudget budget;
    private final Map<Stay, Semaphore> places = new EnumMap<>(Stay.class);
    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long failedAt;
    private volatile boolean failedLast;

    /** @param clock that the breaker's pause is measured on */
    public ServiceGuard(String service, GuardSettings settings, Clock clock) {
        this.service = service;
        this.openFor = settings.openFor();
        this.breaker = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.minimumCalls())
                        .failureRateThreshold(settings.failurePercent())
                        .slowCallDurationThreshold(settings.slowCall())
                        .slowCallRateThreshold(settings.slowPercent())
                        .waitDurationInOpenState(settings.openFor())
                        .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                        .build());
        this.budget = new RetryBudget(settings.retryShare(), settings.retryReserve());
        places.put(Stay.BRIEF, new Semaphore(settings.maxCalls()));
        places.put(Stay.LASTING, new Semaphore(settings.maxLasting()));
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
        breaker.getEventPublisher().onStateTransition(change -> tellListeners());
    }

    public String service() {
        return service;
    }

    /**
     * A place for one call with all its attempts; to be closed when the call is over.
     *
     * @throws NotAdmitted when all are taken
     */
    public Place enter(Stay stay) {
        Semaphore of = semaphore(stay);
        if (!of.tryAcquire()) {
            count(Count.REFUSED_FULL);
            throw new NotAdmitted(service, NotAdmitted.Reason.NO_PLACE, NO_PLACE_FOR);
        }
        budget.payIn();
        return new Place(of);
    }

    /**
     * Before each attempt; whoever begins one says how it ended.
     *
     * @param limit the time that such an attempt usually has
     * @throws NotAdmitted while the breaker is open
     */
    public Attempt begin(Duration limit) {
        if (!breaker.tryAcquirePermission()) {
            count(Count.REFUSED_OPEN);
            throw new NotAdmitted(service, NotAdmitted.Reason.BREAKER_OPEN, openFor);
        }
        return new Attempt(this, breaker, limit);
    }

    /**
     * How long to wait before another attempt, or null for none: all made, no time left, or the budget is spent.
     *
     * @param made attempts so far
     */
    public @Nullable Duration pauseBeforeRetry(int made, int allowed, Deadline deadline) {
        if (made >= allowed) {
            return null;
        }
        Duration pause = Duration.ofMillis(BACKOFF.apply(made));
        if (deadline.remaining().compareTo(pause) <= 0 || !budget.take()) {
            count(Count.NOT_RETRIED);
            return null;
        }
        count(Count.RETRIED);
        return pause;
    }

    /** Lets the next calls try a service that answers again, before the breaker would by itself. */
    public synchronized void answersAgain() {
        if (isOpen()) {
            breaker.transitionToHalfOpenState();
        }
    }

    /** @param listener after each failed attempt and each change of the breaker, on the caller's thread: must not wait */
    public void onTrouble(Runnable listener) {
        listeners.add(listener);
    }

    /** State of the breaker in lower case: {@code closed}, {@code open}, {@code half_open}. */
    public String breakerState() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    public boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Whether the latest attempt failed, no longer ago than {@code recently}. */
    public boolean failing(Duration recently) {
        return failedLast && System.nanoTime() - failedAt < recently.toNanos();
    }

    public int placesLeft(Stay stay) {
        return semaphore(stay).availablePermits();
    }

    public double retriesLeft() {
        return budget.left();
    }

    public long total(Count count) {
        return Objects.requireNonNull(counts.get(count)).sum();
    }

    void count(Count count) {
        Objects.requireNonNull(counts.get(count)).increment();
    }

    void succeeded() {
        if (failedLast) {
            failedLast = false;
        }
    }

    void failed() {
        failedAt = System.nanoTime();
        failedLast = true;
        tellListeners();
    }

    private void tellListeners() {
        listeners.forEach(Runnable::run);
    }

    private Semaphore semaphore(Stay stay) {
        return Objects.requireNonNull(places.get(stay));
    }

    /** One call's place. */
    public static final class Place implements AutoCloseable {

        private @Nullable Semaphore of;

        private Place(Semaphore of) {
            this.of = of;
        }

        /** Once or more often. */
        @Override
        public synchronized void close() {
            Semaphore held = of;
            of = null;
            if (held != null) {
                held.release();
            }
        }
    }
}
