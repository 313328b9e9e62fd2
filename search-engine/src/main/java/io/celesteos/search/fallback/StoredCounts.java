package io.celesteos.search.fallback;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How many vectors each yacht has in the fallback space, as of some seconds ago; the last number known while the
 * database is away. Thread-safe.
 */
final class StoredCounts {

    private static final Duration LOOKED_AT_AGAIN = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST_YACHTS = 10_000;

    private final LoadingCache<YachtId, Integer> counts;

    StoredCounts(FallbackVectors vectors, Executor threads, Ticker ticker) {
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST_YACHTS)
                .refreshAfterWrite(LOOKED_AT_AGAIN)
                .expireAfterAccess(KEPT)
                .executor(threads)
                .ticker(ticker)
                .build(vectors::count);
    }

    /** @throws io.celesteos.contracts.problem.ProblemException when nothing is known and the database is away */
    int of(YachtId yacht) {
        return counts.get(yacht);
    }
}
