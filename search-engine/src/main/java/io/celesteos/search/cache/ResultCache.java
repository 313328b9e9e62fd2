package io.celesteos.search.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers kept and shared: near in this process, far in Redis where there is one, and a question asked by many at
 * once is computed once. An answer that lacks something the next attempt may have is not kept, and shared only
 * with those who would not have waited longer for a whole one. Thread-safe.
 */
public final class ResultCache {

    /** Missing vectors arrive with a new generation, and so under a new key. */
    private static final Set<Degradation> MAY_BE_KEPT = Set.of(Degradation.VECTORS_INCOMPLETE);

    private static final int HIT_OVERHEAD = 1_000;

    private final boolean enabled;
    private final CacheKeys keys;
    private final AnswerStore far;
    private final MeterRegistry meters;
    private final Cache<CacheKey, SearchResponse> near;
    private final ConcurrentMap<CacheKey, Flight> underWay = new ConcurrentHashMap<>();

    ResultCache(CacheProperties properties, CacheKeys keys, AnswerStore far, MeterRegistry meters, Ticker ticker) {
        this.enabled = properties.enabled();
        this.keys = keys;
        this.far = far;
        this.meters = meters;
        this.near = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(properties.ttl())
                .maximumWeight(properties.maxSize().toBytes())
                .weigher((CacheKey key, SearchResponse answer) -> weight(answer))
                .build();
    }

    /** @param hit whether the answer was there before this call, or computed for another one */
    public record Answer(SearchResponse response, boolean hit) {}

    /** What the request's answer is known by, as long as the index is as it is in the snapshot. */
    public CacheKey key(SearchRequest request, IndexSnapshot snapshot) {
        return keys.of(request, snapshot);
    }

    /**
     * The kept answer, or that of {@code compute}, run by the first who asks.
     *
     * @throws ProblemException {@code deadline_exceeded} when somebody else's computation takes too long, and
     *     whatever {@code compute} throws
     */
    public Answer get(CacheKey key, Deadline deadline, Supplier<SearchResponse> compute) {
        if (!enabled) {
            return new Answer(compute.get(), false);
        }
        boolean sharesFailure = false;
        while (true) {
            SearchResponse kept = near.getIfPresent(key);
            if (kept != null) {
                return hit("memory", kept);
            }
            Flight mine = Flight.until(deadline);
            Flight others = underWay.putIfAbsent(key, mine);
            if (others == null) {
                return fly(key, mine, compute);
            }
            Optional<SearchResponse> shared = await(others, deadline, sharesFailure);
            if (shared.isPresent()) {
                return hit("shared", shared.get());
            }
            // Once more, as the one who computes or with those who do; a second failure is told to all of them.
            sharesFailure = true;
        }
    }

    private Answer fly(CacheKey key, Flight mine, Supplier<SearchResponse> compute) {
        try {
            Optional<SearchResponse> stored = far.get(key);
            SearchResponse answer = stored.isPresent() ? stored.get() : compute.get();
            boolean whole = whole(answer);
            if (whole) {
                near.put(key, answer);
            }
            land(key, mine).complete(answer);
            if (stored.isPresent()) {
                return hit("redis", answer);
            }
            if (whole) {
                far.put(key, answer);
            }
            count("computed");
            return new Answer(answer, false);
        } catch (RuntimeException | Error failure) {
            land(key, mine).completeExceptionally(failure);
            throw failure;
        }
    }

    /** Before anybody is told: who is not content must not find the same flight again. */
    private CompletableFuture<SearchResponse> land(CacheKey key, Flight mine) {
        underWay.remove(key, mine);
        return mine.answer();
    }

    /** Empty when theirs is not good enough for who waits until {@code deadline}. */
    private static Optional<SearchResponse> await(Flight others, Deadline deadline, boolean sharesFailure) {
        try {
            SearchResponse answer = others.answer().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return whole(answer) || !others.shorterThan(deadline) ? Optional.of(answer) : Optional.empty();
        } catch (ExecutionException theirs) {
            if (sharesFailure && !others.shorterThan(deadline) && theirs.getCause() instanceof ProblemException told) {
                throw told;
            }
            return Optional.empty();
        } catch (TimeoutException late) {
            throw ProblemException.of(ProblemType.DEADLINE_EXCEEDED, "The search took longer than the deadline.");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemType.DEADLINE_EXCEEDED, "The search was interrupted.");
        }
    }

    private static boolean whole(SearchResponse answer) {
        return MAY_BE_KEPT.containsAll(answer.searchMetadata().degraded());
    }

    private Answer hit(String from, SearchResponse answer) {
        count(from);
        return new Answer(answer, true);
    }

    private void count(String from) {
        meters.counter("search.cache.answers", "from", from).increment();
    }

    private static int weight(SearchResponse answer) {
        int weight = HIT_OVERHEAD;
        for (SearchHit hit : answer.results()) {
            weight += HIT_OVERHEAD
                    + hit.content().length()
                    + hit.snippet().length()
                    + String.valueOf(hit.metadata()).length()
                    + String.valueOf(hit.explanation()).length();
        }
        return weight;
    }
}
