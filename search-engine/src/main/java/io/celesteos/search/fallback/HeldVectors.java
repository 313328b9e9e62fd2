package io.celesteos.search.fallback;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.FilterValues;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.VectorQuery;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.SpaceSearch;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fallback space where Lucene is the home of vectors: a yacht's are read from the database when the first search
 * needs them, held in memory at a byte a dimension while they are used, and all compared. As long as the
 * embedding-service is there they cost nothing. Thread-safe.
 */
final class HeldVectors implements SpaceSearch {

    private static final Logger log = LoggerFactory.getLogger(HeldVectors.class);

    /** So that an outage leaves the database's connections to others. */
    private static final int READ_AT_ONCE = 2;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final FallbackVectors stored;
    private final EmbeddingSpace space;
    private final long memory;
    private final Executor threads;
    private final Ticker ticker;
    private final AsyncCache<YachtId, Held> held;
    private final Semaphore reading = new Semaphore(READ_AT_ONCE);

    HeldVectors(
            FallbackVectors stored,
            EmbeddingSpace space,
            FallbackEmbeddingProperties limits,
            Executor threads,
            Ticker ticker) {
        this.stored = stored;
        this.space = space;
        this.memory = limits.memory().toBytes();
        this.threads = threads;
        this.ticker = ticker;
        this.held = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((YachtId yacht, Held vectors) ->
                        (int) Math.min(Integer.MAX_VALUE, vectors.vectors().bytes()))
                .expireAfterAccess(limits.keep())
                .executor(threads)
                .ticker(ticker)
                .buildAsync();
    }

    /**
     * As read at {@code edition}.
     *
     * @param there false where there was no room for them, or no database to read them from
     * @param lookedAt when the edition was last compared with the database
     */
    private record Held(PackedVectors vectors, boolean there, String edition, AtomicLong lookedAt) {}

    @Override
    public void expect(YachtId yacht, EmbeddingSpace asked) {
        there(yacht);
    }

    private CompletableFuture<Held> there(YachtId yacht) {
        CompletableFuture<Held> there =
                held.get(yacht, (of, executor) -> CompletableFuture.supplyAsync(() -> firstRead(of), threads));
        if (there.isDone() && !there.isCompletedExceptionally()) {
            refresh(yacht, there.join());
        }
        return there;
    }

    @Override
    public RankedList nearest(IndexSnapshot snapshot, EmbeddingSpace asked, VectorQuery query) {
        if (!asked.equals(space)) {
            throw new IllegalArgumentException("only " + space.name() + " is held, not " + asked.name());
        }
        Held found = InTime.await(there(snapshot.yacht()), query.deadline());
        if (!found.there()) {
            throw new EmbeddingUnavailableException("the yacht's fallback vectors are not in memory");
        }
        return found.vectors().nearest(query.vector(), passing(snapshot, query), query.limit(), query.deadline());
    }

    /** Bytes of all that is held. */
    long bytes() {
        return held.synchronous().asMap().values().stream()
                .mapToLong(each -> each.vectors().bytes())
                .sum();
    }

    private static Predicate<UUID> passing(IndexSnapshot snapshot, VectorQuery query) {
        if (FilterValues.empty(query.filters())) {
            return chunk -> true;
        }
        return new HashSet<>(snapshot.chunksMatching(query.filters(), Math.max(1, snapshot.chunks())))::contains;
    }

    /** What cannot be read is not tried by each search again. */
    private Held firstRead(YachtId yacht) {
        try {
            return read(yacht);
        } catch (RuntimeException away) {
            log.debug("The fallback vectors of yacht {} cannot be read", yacht, away);
            return new Held(new PackedVectors(space.dimensions()), false, "", new AtomicLong(ticker.read()));
        }
    }

    private Held read(YachtId yacht) {
        reading.acquireUninterruptibly();
        try {
            return readNow(yacht);
        } finally {
            reading.release();
        }
    }

    /** The edition first: what is added meanwhile is seen at the next look. */
    private Held readNow(YachtId yacht) {
        String edition = stored.edition(yacht);
        PackedVectors vectors = new PackedVectors(space.dimensions());
        long needed = (long) stored.count(yacht) * (space.dimensions() + PackedVectors.OVERHEAD);
        boolean fits = needed <= memory;
        if (fits) {
            stored.each(yacht, vectors::add);
        } else {
            log.warn(
                    "The fallback vectors of yacht {} need {} bytes, more than search.fallback-embedding.memory: raise"
                            + " it or ask for fewer dimensions",
                    yacht,
                    needed);
        }
        return new Held(vectors, fits, edition, new AtomicLong(ticker.read()));
    }

    /** Beside the searches, which go on with what is held. */
    private void refresh(YachtId yacht, Held now) {
        long looked = now.lookedAt().get();
        if (ticker.read() - looked < LOOK_AGAIN_NANOS || !now.lookedAt().compareAndSet(looked, ticker.read())) {
            return;
        }
        CompletableFuture<Void> looking = CompletableFuture.runAsync(
                () -> {
                    if (!stored.edition(yacht).equals(now.edition())) {
                        held.synchronous().put(yacht, read(yacht));
                    }
                },
                threads);
        looking.exceptionally(away -> null);
    }
}
