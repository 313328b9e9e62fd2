package io.celesteos.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Yachts by credential, remembered for a short time. Only good credentials are kept (under their SHA-256, never
 * as they came): a new signature works at once, and guesses cannot push anybody out. When the database is away,
 * a credential that was good a while ago stays good, because the services behind may well be able to answer.
 * Thread-safe; one lookup at a time for one credential.
 */
final class KnownYachts {

    private static final Logger log = LoggerFactory.getLogger(KnownYachts.class);

    private final YachtLookup lookup;
    private final IdentityProperties properties;
    private final Clock clock;
    private final Cache<String, Seen> seen;

    KnownYachts(YachtLookup lookup, IdentityProperties properties, Clock clock) {
        this.lookup = lookup;
        this.properties = properties;
        this.clock = clock;
        this.seen =
                Caffeine.newBuilder().maximumSize(properties.maxRemembered()).build();
    }

    /** Blocks when the credential is not remembered. Suspended yachts are found too. */
    Optional<Yacht> bySignature(Signature signature) {
        return find(key(signature), () -> lookup.bySignature(signature));
    }

    /** Blocks when the yacht is not remembered. */
    Optional<Yacht> byId(YachtId id) {
        return find(key(id), () -> lookup.byId(id));
    }

    /** What is remembered and young enough to be believed; never blocks. */
    Optional<Yacht> remembered(Signature signature) {
        return fresh(seen.getIfPresent(key(signature)));
    }

    private Optional<Yacht> find(String key, Supplier<Optional<Yacht>> source) {
        Seen found = seen.asMap().compute(key, (same, before) -> refresh(before, source));
        return Optional.ofNullable(found).map(Seen::yacht);
    }

    /** Null forgets the credential. */
    private @Nullable Seen refresh(@Nullable Seen before, Supplier<Optional<Yacht>> source) {
        if (before != null && fresh(before).isPresent()) {
            return before;
        }
        Instant now = clock.instant();
        try {
            return source.get().map(yacht -> new Seen(yacht, now)).orElse(null);
        } catch (RuntimeException noAnswer) {
            if (before != null && now.isBefore(before.at().plus(properties.trustWithoutDatabaseFor()))) {
                log.warn(
                        "The database does not answer; yacht {} is believed as before",
                        before.yacht().id());
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

    private Optional<Yacht> fresh(@Nullable Seen entry) {
        return Optional.ofNullable(entry)
                .filter(known -> clock.instant().isBefore(known.at().plus(properties.rememberFor())))
                .map(Seen::yacht);
    }

    private static String key(Signature signature) {
        return HexFormat.of().formatHex(signature.sha256());
    }

    private static String key(YachtId id) {
        return "id:" + id;
    }

    private record Seen(Yacht yacht, Instant at) {}
}
