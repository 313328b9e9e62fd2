package io.celesteos.gateway.experiment;

import io.celesteos.gateway.shared.Script;
import io.celesteos.gateway.shared.SharedKey;
import io.celesteos.gateway.shared.SharedScripts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The share as configured, or as an operator has set it since: for all gateways that are configured alike, or for this
 * one alone where there is no Redis. A new configuration ends what was set. Thread-safe; never blocks.
 */
final class ExperimentSwitch {

    private static final Logger log = LoggerFactory.getLogger(ExperimentSwitch.class);

    /** How late a gateway learns what was set at another one. */
    private static final Duration LEARNS_WITHIN = Duration.ofSeconds(2);

    private static final Script READ = Script.of("""
            local set = redis.call('GET', KEYS[1])
            return set and {set} or {}""");

    private static final Script WRITE = Script.of("""
            redis.call('SET', KEYS[1], ARGV[1])
            return {1}""");

    private final Share configured;
    private final List<String> key;
    private final SharedScripts scripts;
    private final Clock clock;
    private final AtomicReference<Instant> askedAt = new AtomicReference<>(Instant.MIN);
    private volatile Share current;

    ExperimentSwitch(ExperimentProperties properties, SharedScripts scripts, Clock clock) {
        this.configured = new Share(properties.percent(), properties.shadowPercent());
        this.current = configured;
        this.key = List.of(SharedKey.of("experiment", configured.toString()));
        this.scripts = scripts;
        this.clock = clock;
    }

    Share configured() {
        return configured;
    }

    Share current() {
        Instant before = askedAt.get();
        Instant now = clock.instant();
        if (!now.isBefore(before == Instant.MIN ? now : before.plus(LEARNS_WITHIN))
                && askedAt.compareAndSet(before, now)) {
            scripts.run(READ, key, List.of())
                    .thenAccept(reply -> reply.filter(known -> !known.isEmpty())
                            .flatMap(known -> parsed(known.bytes(0)))
                            .ifPresent(this::use));
        }
        return current;
    }

    /** @return whether the other gateways will learn of it */
    CompletableFuture<Boolean> set(Share share) {
        use(share);
        byte[] text = (share.percent() + " " + share.shadowPercent()).getBytes(StandardCharsets.US_ASCII);
        return scripts.run(WRITE, key, List.of(text)).thenApply(Optional::isPresent);
    }

    private void use(Share share) {
        if (!share.equals(current)) {
            log.warn("Experiment: {} % of the yachts, {} % mirrored", share.percent(), share.shadowPercent());
            current = share;
        }
    }

    private static Optional<Share> parsed(byte[] set) {
        String text = new String(set, StandardCharsets.US_ASCII);
        if (!text.matches("\\d{1,3} \\d{1,3}")) {
            return Optional.empty();
        }
        String[] parts = text.split(" ");
        Share share = new Share(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        return share.percent() <= 100 && share.shadowPercent() <= 100 ? Optional.of(share) : Optional.empty();
    }
}
