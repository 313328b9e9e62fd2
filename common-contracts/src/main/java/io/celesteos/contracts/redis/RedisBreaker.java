package io.celesteos.contracts.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opened by the first slow or failed call: a Redis in trouble costs those who asked at that moment their time limit,
 * and nobody after them until the pause is over. Then one call tries it. Thread-safe.
 */
public final class RedisBreaker {

    private static final Logger log = LoggerFactory.getLogger(RedisBreaker.class);

    private final CircuitBreaker breaker;

    /**
     * @param use what Redis is used for, in the log
     * @param pause how long it is left alone
     */
    public RedisBreaker(String use, Duration pause) {
        this.breaker = CircuitBreaker.of(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(1)
                        .minimumNumberOfCalls(1)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event ->
                        log.info("{}: {}", use, event.getStateTransition().getToState()));
    }

    /** What {@code call} gives; null when it fails, gives null, or is not made because Redis is left alone. */
    public <T> @Nullable T attempt(Callable<@Nullable T> call) {
        try {
            return breaker.executeCallable(call);
        } catch (CallNotPermittedException open) {
            log.trace("Redis is left alone");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            log.debug("Redis gave no answer", failure);
        }
        return null;
    }

    /**
     * As {@link #attempt}, for a call that nobody waits for: empty when it fails, takes longer than {@code limit}, gives
     * null, or is not made. The future never fails.
     */
    public <T> CompletableFuture<Optional<T>> attemptLater(
            Callable<? extends CompletionStage<T>> call, Duration limit) {
        if (!breaker.tryAcquirePermission()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        long start = System.nanoTime();
        try {
            return call.call()
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                    .handle((reply, failure) -> {
                        if (failure != null) {
                            failed(start, failure);
                            return Optional.empty();
                        }
                        breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                        return Optional.ofNullable(reply);
                    });
        } catch (Exception failure) {
            failed(start, failure);
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    /** Whether the last call was answered; nothing is tried by asking. */
    public boolean isClosed() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** Counts a call made outside of {@link #attempt}. */
    public void failed(long startNanos, Throwable failure) {
        breaker.onError(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS, failure);
        log.debug("Redis gave no answer", failure);
    }
}
