package io.celesteos.search.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * So many questions a minute a yacht, and a burst: a bucket that fills evenly. Callers without a yacht share one.
 * Thread-safe.
 */
final class RateLimit {

    private static final int MOST_CALLERS = 10_000;
    private static final String NO_YACHT = "";

    private final double perNano;
    private final int burst;
    private final Ticker ticker;
    private final Cache<String, Bucket> buckets;

    RateLimit(int perMinute, int burst, Ticker ticker) {
        this.perNano = perMinute / (double) Duration.ofMinutes(1).toNanos();
        this.burst = burst;
        this.ticker = ticker;
        // A bucket that was left alone this long is full again, and so is a new one.
        Duration full = Duration.ofNanos((long) (burst / perNano) + 1);
        this.buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(full.plusSeconds(1))
                .build();
    }

    /**
     * Takes one.
     *
     * @return how many are left at once
     * @throws ProblemException {@code rate_limited} when none was left
     */
    int take(@Nullable YachtId yacht) {
        String caller = yacht == null ? NO_YACHT : yacht.toString();
        Bucket bucket = Objects.requireNonNull(buckets.get(caller, each -> new Bucket(burst, ticker.read())));
        double left = bucket.take(ticker.read());
        if (left < 0) {
            throw ProblemException.retryLater(
                    ProblemType.RATE_LIMITED,
                    "Too many questions to the knowledge base; wait and ask again.",
                    Duration.ofNanos((long) Math.ceil(-left / perNano)));
        }
        return (int) left;
    }

    private final class Bucket {

        private double left;
        private long seen;

        private Bucket(double left, long seen) {
            this.left = left;
            this.seen = seen;
        }

        /** What is left after one was taken; negative, and nothing taken, by as much as was missing. */
        private synchronized double take(long now) {
            left = Math.min(burst, left + Math.max(0, now - seen) * perNano);
            seen = Math.max(seen, now);
            if (left < 1) {
                return left - 1;
            }
            left -= 1;
            return left;
        }
    }
}
