package io.celesteos.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.gateway.shared.Script;
import io.celesteos.gateway.shared.SharedKey;
import io.celesteos.gateway.shared.SharedScripts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signatures that were good once, so that none is twice. Kept for as long as they could come again, by all gateways
 * together; while Redis is away by this one alone, so that a copied request could be repeated once at each other
 * ({@code gateway_shared_total{use="signatures",outcome="alone"}} counts how often that was so). Waits for Redis no
 * longer than its limit. Bounded; thread-safe.
 */
final class SeenSignatures {

    private static final int MOST = 200_000;

    /** Argument: milliseconds to keep it. Reply: 1 the first time, else 0. */
    private static final Script FIRST = Script.of("""
            return {redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) and 1 or 0}""");

    private final Cache<String, Instant> seen;
    private final Clock clock;
    private final Duration keep;
    private final SharedScripts shared;

    /** @param window either way of the server's clock */
    SeenSignatures(Duration window, Clock clock, SharedScripts shared) {
        this.shared = shared;
        this.keep = window.multipliedBy(2);
        this.clock = clock;
        this.seen =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(keep).build();
    }

    /** True the first time only. Blocks. */
    boolean first(byte[] mac) {
        String signature = HexFormat.of().formatHex(mac);
        return firstHere(signature)
                && shared.run(
                                FIRST,
                                List.of(SharedKey.of("signature", signature)),
                                List.of(SharedScripts.argument(keep.toMillis())))
                        .join()
                        .map(reply -> reply.number(0) == 1)
                        .orElse(true);
    }

    private boolean firstHere(String signature) {
        Instant now = clock.instant();
        var first = new AtomicBoolean();
        seen.asMap().compute(signature, (same, last) -> {
            first.set(last == null || !now.isBefore(last.plus(keep)));
            return first.get() ? now : last;
        });
        return first.get();
    }
}
