package io.celesteos.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signatures that were good once, so that none is twice. Kept for as long as they could come again; within this
 * process, so a copied request could be repeated once on each other replica within its window. Bounded; thread-safe.
 */
final class SeenSignatures {

    private static final int MOST = 200_000;

    private final Cache<String, Instant> seen;
    private final Clock clock;
    private final Duration keep;

    /** @param window either way of the server's clock */
    SeenSignatures(Duration window, Clock clock) {
        this.keep = window.multipliedBy(2);
        this.clock = clock;
        this.seen =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(keep).build();
    }

    /** True the first time only. */
    boolean first(byte[] mac) {
        Instant now = clock.instant();
        var first = new AtomicBoolean();
        seen.asMap().compute(HexFormat.of().formatHex(mac), (same, last) -> {
            first.set(last == null || !now.isBefore(last.plus(keep)));
            return first.get() ? now : last;
        });
        return first.get();
    }
}
