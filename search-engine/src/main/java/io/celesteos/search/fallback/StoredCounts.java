package io.celesteos.search.fallback;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many vectors each yacht has in the fallback space, as of some seconds ago; the last number known while the
 * database is away. It is asked beside the searches, and one that gave no answer is left alone for some seconds.
 * Thread-safe.
 */
final class StoredCounts {

    private static final Logger log = LoggerFactory.getLogger(StoredCounts.class);
    private static final Duration LOOKED_AT_AGAIN = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST_YACHTS = 10_000;

    private final AsyncLoadingCache<YachtId, OptionalInt> counts;

    StoredCounts(FallbackVectors vectors, Executor threads, Ticker ticker) {
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST_YACHTS)
                .refreshAfterWrite(LOOKED_AT_AGAIN)
                .expireAfterAccess(KEPT)
                .executor(threads)
                .ticker(ticker)
                .buildAsync(new Counting(vectors));
    }

    /**
     * Empty when nothing is known and the database is away.
     *
     * @throws io.celesteos.search.retrieval.LateSearchException when the deadline passed first
     */
    OptionalInt of(YachtId yacht, Deadline by) {
        return InTime.await(counts.get(yacht), by);
    }

    /** Never fails: a failure would be forgotten, and the database asked by each search again. */
    private record Counting(FallbackVectors vectors) implements CacheLoader<YachtId, OptionalInt> {

        @Override
        public OptionalInt load(YachtId yacht) {
            return reload(yacht, OptionalInt.empty());
        }

        @Override
        public OptionalInt reload(YachtId yacht, OptionalInt known) {
            try {
                return OptionalInt.of(vectors.count(yacht));
            } catch (RuntimeException away) {
                log.debug("The fallback vectors of yacht {} cannot be counted", yacht, away);
                return known;
            }
        }
    }
}
