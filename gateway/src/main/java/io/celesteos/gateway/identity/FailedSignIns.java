package io.celesteos.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.shared.Script;
import io.celesteos.gateway.shared.SharedKey;
import io.celesteos.gateway.shared.SharedScripts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong credentials by client address. An address over the limit is refused for the rest of its window,
 * good credentials included: else a guesser would learn from the difference. Each failure is told to all gateways,
 * and the answer says how many they have counted together: a guesser who goes round gets one more guess at each.
 * Bounded; thread-safe; never blocks.
 */
final class FailedSignIns {

    private static final int MAX_ADDRESSES = 10_000;

    /** Argument: milliseconds of the window. Reply: the count, and what is left of the window. */
    private static final Script COUNT = Script.of("""
            local count = redis.call('INCR', KEYS[1])
            local left = redis.call('PTTL', KEYS[1])
            if left < 0 then
              left = tonumber(ARGV[1])
              redis.call('PEXPIRE', KEYS[1], left)
            end
            return {count, left}""");

    private final ConcurrentMap<String, Failures> failures;
    private final IdentityProperties properties;
    private final Clock clock;
    private final SharedScripts shared;

    FailedSignIns(IdentityProperties properties, Clock clock, SharedScripts shared) {
        this.shared = shared;
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
        shared.run(
                        COUNT,
                        List.of(SharedKey.of("failed", address)),
                        List.of(SharedScripts.argument(
                                properties.failureWindow().toMillis())))
                .thenAccept(reply -> reply.ifPresent(told -> learn(address, told.number(0), told.number(1))));
    }

    private void learn(String address, long count, long millisLeft) {
        Instant since = clock.instant().plusMillis(millisLeft).minus(properties.failureWindow());
        failures.compute(
                address,
                (same, before) -> before != null && before.count() >= count
                        ? before
                        : new Failures((int) Math.min(count, Integer.MAX_VALUE), since));
    }

    private Failures next(@Nullable Failures before, Instant now) {
        return before == null || !now.isBefore(before.since().plus(properties.failureWindow()))
                ? new Failures(1, now)
                : new Failures(before.count() + 1, before.since());
    }

    private record Failures(int count, Instant since) {}
}
