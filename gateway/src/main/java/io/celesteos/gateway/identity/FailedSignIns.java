package io.celesteos.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong credentials by client address. An address over the limit is refused for the rest of its window,
 * good credentials included: else a guesser would learn from the difference. Bounded; thread-safe.
 */
final class FailedSignIns {

    private static final int MAX_ADDRESSES = 10_000;

    private final ConcurrentMap<String, Failures> failures;
    private final IdentityProperties properties;
    private final Clock clock;

    FailedSignIns(IdentityProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterWrite(properties.failureWindow())
                .<String, Failures>build()
                .asMap();
    }

    /** @throws ProblemException 429 while {@code address} is over the limit */
    void refuseGuesser(String address) {
        Failures counted = failures.get(address);
        if (counted == null || counted.count() < properties.maxFailures()) {
            return;
        }
        Duration left = Duration.between(clock.instant(), counted.since().plus(properties.failureWindow()));
        if (left.isPositive()) {
            throw ProblemException.retryLater(
                    ProblemType.RATE_LIMITED,
                    "Too many wrong credentials came from this address. Check the signature, and wait before trying"
                            + " again.",
                    left);
        }
    }

    void count(String address) {
        Instant now = clock.instant();
        failures.compute(address, (same, before) -> next(before, now));
    }

    private Failures next(@Nullable Failures before, Instant now) {
        return before == null || !now.isBefore(before.since().plus(properties.failureWindow()))
                ? new Failures(1, now)
                : new Failures(before.count() + 1, before.since());
    }

    private record Failures(int count, Instant since) {}
}
