package io.celesteos.embedding.embed;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.cache.EmbeddedText;
import io.celesteos.embedding.cache.EmbeddingCacheKey;
import io.celesteos.embedding.caller.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Single live texts being computed right now, so that one query asked several times at once is computed once.
 * Shared within one caller only: one that is within its share must not wait for the turn of one that is not.
 * Bounded by the connections the server takes. Thread-safe.
 */
final class SharedWork {

    private record Work(String caller, EmbeddingCacheKey key) {}

    private final ConcurrentHashMap<Work, CompletableFuture<EmbeddedText>> running = new ConcurrentHashMap<>();

    /** What {@code compute} gives, or what another request's gave that had begun before; its failures are its own. */
    EmbeddedText get(EmbeddingCacheKey key, Supplier<EmbeddedText> compute) {
        Work work = new Work(Call.current().caller(), key);
        CompletableFuture<EmbeddedText> mine = new CompletableFuture<>();
        CompletableFuture<EmbeddedText> other = running.putIfAbsent(work, mine);
        if (other != null) {
            return await(other).orElseGet(compute);
        }
        try {
            EmbeddedText computed = compute.get();
            mine.complete(computed);
            return computed;
        } finally {
            running.remove(work, mine);
            mine.cancel(false);
        }
    }

    /**
     * Empty when the other request failed or took half of the time this one has.
     *
     * @throws ProblemException when this request's client left meanwhile
     */
    private static Optional<EmbeddedText> await(CompletableFuture<EmbeddedText> other) {
        RequestContext context = RequestContext.current();
        Duration limit = context.deadline().remaining().dividedBy(2);
        long start = System.nanoTime();
        try {
            return switch (Call.current().await(other, limit)) {
                case DONE -> other.isCompletedExceptionally() ? Optional.empty() : Optional.of(other.join());
                case LATE -> Optional.empty();
                case GONE ->
                    throw ProblemException.of(
                            ProblemType.DEADLINE_EXCEEDED, "The connection was closed before the answer was ready.");
            };
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            context.timings().add("queue", System.nanoTime() - start);
        }
    }
}
