package io.celesteos.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a credential stands for, remembered for a short time. Only good credentials are kept (under a hash, never as
 * they came): a new one works at once, and guesses cannot push anybody out. When the database is away, a credential
 * that was good a while ago stays good, because the services behind may well be able to answer. Thread-safe; one lookup
 * at a time for one credential.
 */
final class Remembered<V> {

    private static final Logger log = LoggerFactory.getLogger(Remembered.class);

    private final IdentityProperties properties;
    private final Clock clock;
    private final Cache<String, Seen<V>> seen;

    Remembered(IdentityProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.seen =
                Caffeine.newBuilder().maximumSize(properties.maxRemembered()).build();
    }

    /** What is remembered and young enough to be believed; never blocks. */
    Optional<V> fresh(String key) {
        return fresh(seen.getIfPresent(key));
    }

    /** Blocks when it is not remembered. */
    Optional<V> find(String key, Supplier<Optional<V>> source) {
        Seen<V> found = seen.asMap().compute(key, (same, before) -> refresh(before, source));
        return Optional.ofNullable(found).map(Seen::value);
    }

    /** Null forgets the credential. */
    private @Nullable Seen<V> refresh(@Nullable Seen<V> before, Supplier<Optional<V>> source) {
        if (before != null && fresh(before).isPresent()) {
            return before;
        }
        Instant now = clock.instant();
        try {
            return source.get().map(value -> new Seen<>(value, now)).orElse(null);
        } catch (RuntimeException noAnswer) {
            if (before != null && now.isBefore(before.at().plus(properties.trustWithoutDatabaseFor()))) {
                log.warn("The database does not answer; a credential is believed as before");
                return before;
            }
            throw noAnswer(noAnswer);
        }
    }

    private static ProblemException noAnswer(RuntimeException failure) {
        log.error("The database does not answer; nobody new can be signed in: {}", failure.toString());
        return ProblemException.retryLater(
                ProblemType.UPSTREAM_UNAVAILABLE,
                "The credential cannot be checked at the moment. Try again in a few seconds.",
                Duration.ofSeconds(5));
    }

    private Optional<V> fresh(@Nullable Seen<V> entry) {
        return Optional.ofNullable(entry)
                .filter(known -> clock.instant().isBefore(known.at().plus(properties.rememberFor())))
                .map(Seen::value);
    }

    private record Seen<V>(V value, Instant at) {}
}
