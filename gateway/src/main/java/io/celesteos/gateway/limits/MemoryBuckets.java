package io.celesteos.gateway.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentMap;

/** Buckets of this process. Bounded; thread-safe; never blocks for longer than a sum takes. */
final class MemoryBuckets {

    private static final int LOCKS = 64;

    /** Those of one yacht are taken from together or not at all, so they share a lock. */
    private final Object[] locks = new Object[LOCKS];

    private final ConcurrentMap<String, Double> fullAt;
    private final Clock clock;

    MemoryBuckets(int mostCounted, Duration longestWindow, Clock clock) {
        this.clock = clock;
        this.fullAt = Caffeine.newBuilder()
                .maximumSize(mostCounted)
                .expireAfterWrite(longestWindow)
                .<String, Double>build()
                .asMap();
        Arrays.setAll(locks, i -> new Object());
    }

    /** @param keys one for each of {@code buckets}; the first is the yacht's */
    Standing take(List<String> keys, List<Bucket> buckets, int cost) {
        synchronized (locks[Math.floorMod(keys.getFirst().hashCode(), LOCKS)]) {
            double now = micros(clock.instant());
            List<Bucket.Level> before = new ArrayList<>();
            List<Bucket.Level> after = new ArrayList<>();
            double[] ends = new double[keys.size()];
            double wait = 0;
            for (int i = 0; i < ends.length; i++) {
                Bucket bucket = buckets.get(i);
                double start = Math.clamp(fullAt.getOrDefault(keys.get(i), now), now, now + bucket.spanMicros());
                ends[i] = start + Math.min(cost, bucket.burst()) * bucket.microsPerUnit();
                wait = Math.max(wait, ends[i] - now - bucket.spanMicros());
                before.add(bucket.level(start, now));
                after.add(bucket.level(ends[i], now));
            }
            // Less than a microsecond is what doubles lose.
            if (wait >= 1) {
                return new Standing(false, before, Duration.ofNanos((long) Math.ceil(wait * 1e3)));
            }
            for (int i = 0; i < ends.length; i++) {
                fullAt.put(keys.get(i), ends[i]);
            }
            return new Standing(true, after, Duration.ZERO);
        }
    }

    private static double micros(Instant instant) {
        return instant.getEpochSecond() * 1e6 + instant.getNano() / 1000;
    }
}
