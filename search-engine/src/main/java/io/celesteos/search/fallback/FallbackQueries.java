package io.celesteos.search.fallback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Queries to vectors of the fallback space. A breaker of its own keeps a provider that is away as well from costing
 * each search its share of time, and what was paid for once is remembered. Thread-safe.
 */
final class FallbackQueries {

    private static final int REMEMBERED = 500;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    /** Of the limit: who has less is not answered in time, and would pay for it all the same. */
    private static final int TOO_SHORT = 20;

    /** Of the limit: who has less says nothing about the provider by going without an answer. */
    private static final int IN_A_HURRY = 3;

    /** A limit on requests a minute is over by then, whatever is said of the day. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final PaidEmbedder provider;
    private final Duration limit;
    private final LongSupplier nanos;
    private final Cache<String, UnitVector> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "fallback-queries",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(4)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(LEFT_ALONE)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());
    private volatile long pausedUntil;

    /** @param nanos the time as {@link System#nanoTime()} tells it */
    FallbackQueries(PaidEmbedder provider, Duration limit, LongSupplier nanos) {
        this.provider = provider;
        this.limit = limit;
        this.nanos = nanos;
        this.pausedUntil = nanos.getAsLong();
    }

    /** Whether it is of use to ask now. */
    boolean open() {
        return breaker.getState() != CircuitBreaker.State.OPEN && pausedUntil - nanos.getAsLong() <= 0;
    }

    /** @throws EmbeddingUnavailableException when no usable vector came in time */
    UnitVector embed(String query, Duration left) {
        UnitVector known = remembered.getIfPresent(query);
        if (known != null) {
            return known;
        }
        if (pausedUntil - nanos.getAsLong() > 0) {
            throw new EmbeddingUnavailableException("the provider asked to be left alone");
        }
        Duration within = left.compareTo(limit) < 0 ? left : limit;
        if (within.toMillis() < 1 || within.multipliedBy(TOO_SHORT).compareTo(limit) < 0) {
            throw new EmbeddingUnavailableException("too little time is left for the provider");
        }
        try {
            UnitVector vector = ask(query, within);
            remembered.put(query, vector);
            return vector;
        } catch (CallNotPermittedException open) {
            throw new EmbeddingUnavailableException("the provider failed too often just now");
        } catch (EmbeddingUnavailableException failure) {
            Duration asked = failure.retryAfter();
            if (asked.isPositive()) {
                Duration pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
                pausedUntil = nanos.getAsLong() + pause.toNanos();
            }
            throw failure;
        }
    }

    /** The breaker is told only what speaks of the provider, or a caller in a hurry would shut it for all others. */
    private UnitVector ask(String query, Duration within) {
        breaker.acquirePermission();
        long start = nanos.getAsLong();
        try {
            UnitVector vector = provider.embed(List.of(query), within).vectors().getFirst();
            breaker.onSuccess(nanos.getAsLong() - start, TimeUnit.NANOSECONDS);
            return vector;
        } catch (RuntimeException | Error failure) {
            if (blameless(failure, within)) {
                breaker.releasePermission();
            } else {
                breaker.onError(nanos.getAsLong() - start, TimeUnit.NANOSECONDS, failure);
            }
            throw failure;
        }
    }

    private boolean blameless(Throwable failure, Duration within) {
        return within.multipliedBy(IN_A_HURRY).compareTo(limit) < 0
                || Thread.currentThread().isInterrupted()
                || (failure instanceof EmbeddingUnavailableException away && away.refused());
    }
}
