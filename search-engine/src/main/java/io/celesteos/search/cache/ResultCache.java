package io.celesteos.search.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Answers kept and shared: a question asked by many at once is computed once. An answer that lacks something
 * the next attempt may have is shared with those who wait, and not kept. Thread-safe.
 */
@Component
public final class ResultCache {

    /** Missing vectors arrive with a new generation, and so under a new key. */
    private static final Set<Degradation> MAY_BE_KEPT = Set.of(Degradation.VECTORS_INCOMPLETE);

    private static final int HIT_OVERHEAD = 1_000;

    private final boolean enabled;
    private final Cache<CacheKey, SearchResponse> answers;
    private final ConcurrentMap<CacheKey, CompletableFuture<SearchResponse>> underWay = new ConcurrentHashMap<>();

    @Autowired
    ResultCache(CacheProperties properties) {
        this(properties, Ticker.systemTicker());
    }

    ResultCache(CacheProperties properties, Ticker ticker) {
        this.enabled = properties.enabled();
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(properties.ttl())
                .maximumWeight(properties.maxSize().toBytes())
                .weigher((CacheKey key, SearchResponse answer) -> weight(answer))
                .build();
    }

    /** @param hit whether the answer was there before this call, or computed for another one */
    public record Answer(SearchResponse response, boolean hit) {}

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
        SearchResponse kept = answers.getIfPresent(key);
        if (kept != null) {
            return new Answer(kept, true);
        }
        CompletableFuture<SearchResponse> mine = new CompletableFuture<>();
        CompletableFuture<SearchResponse> others = underWay.putIfAbsent(key, mine);
        return others == null ? compute(key, mine, compute) : await(others, deadline, compute);
    }

    private Answer compute(CacheKey key, CompletableFuture<SearchResponse> mine, Supplier<SearchResponse> compute) {
        try {
            SearchResponse answer = compute.get();
            if (MAY_BE_KEPT.containsAll(answer.searchMetadata().degraded())) {
                answers.put(key, answer);
            }
            mine.complete(answer);
            return new Answer(answer, false);
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(key, mine);
        }
    }

    private static Answer await(
            CompletableFuture<SearchResponse> others, Deadline deadline, Supplier<SearchResponse> compute) {
        try {
            return new Answer(others.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS), true);
        } catch (ExecutionException theirs) {
            // Their deadline may have been shorter than ours: their failure is not ours to report.
            return new Answer(compute.get(), false);
        } catch (TimeoutException late) {
            throw ProblemException.of(ProblemType.DEADLINE_EXCEEDED, "The search took longer than the deadline.");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemType.DEADLINE_EXCEEDED, "The search was interrupted.");
        }
    }

    private static int weight(SearchResponse answer) {
        int weight = HIT_OVERHEAD;
        for (SearchHit hit : answer.results()) {
            weight += HIT_OVERHEAD + hit.content().length() + hit.snippet().length();
        }
        return weight;
    }
}
