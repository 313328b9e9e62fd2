package io.celesteos.search.fallback;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
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
import java.util.concurrent.TimeUnit;
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
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_YACHTS = 10_000;

    private final EmbeddingSpace space;
    private final Executor threads;
    private final Ticker ticker;
    private final AsyncCache<YachtId, HeldYacht> held;
    private final Room room;
    private final VectorReading reading;

    HeldVectors(
            FallbackVectors stored,
            EmbeddingSpace space,
            FallbackEmbeddingProperties limits,
            Executor threads,
            Ticker ticker) {
        this.space = space;
        this.threads = threads;
        this.ticker = ticker;
        // With a scheduler: after an outage nobody comes whose search would clear away what is too old.
        this.held = Caffeine.newBuilder()
                .maximumSize(MOST_YACHTS)
                .expireAfterAccess(limits.keep())
                .scheduler(Scheduler.systemScheduler())
                .executor(threads)
                .ticker(ticker)
                .buildAsync();
        this.room = new Room(limits.memory().toBytes(), held.synchronous());
        this.reading = new VectorReading(stored, space, room);
    }

    @Override
    public void expect(YachtId yacht, EmbeddingSpace asked) {
        there(yacht);
    }

    @Override
    public RankedList nearest(IndexSnapshot snapshot, EmbeddingSpace asked, VectorQuery query) {
        if (!asked.equals(space)) {
            throw new IllegalArgumentException("only " + space.name() + " is held, not " + asked.name());
        }
        HeldYacht found = InTime.await(there(snapshot.yacht()), query.deadline());
        if (!found.there()) {
            throw new EmbeddingUnavailableException("the yacht's fallback vectors are not in memory");
        }
        return found.vectors().nearest(query.vector(), passing(snapshot, query), query.limit(), query.deadline());
    }

    /** Bytes of all that is held and being read. */
    long bytes() {
        return room.bytes();
    }

    private static Predicate<UUID> passing(IndexSnapshot snapshot, VectorQuery query) {
        if (FilterValues.empty(query.filters())) {
            return chunk -> true;
        }
        return new HashSet<>(snapshot.chunksMatching(query.filters(), Math.max(1, snapshot.chunks())))::contains;
    }

    private CompletableFuture<HeldYacht> there(YachtId yacht) {
        CompletableFuture<HeldYacht> there = held.getIfPresent(yacht);
        if (there == null) {
            CompletableFuture<HeldYacht> first = new CompletableFuture<>();
            there = held.asMap().putIfAbsent(yacht, first);
            if (there == null) {
                threads.execute(() -> firstRead(yacht, first));
                return first;
            }
        }
        if (there.isDone()) {
            refresh(yacht, there.join());
        }
        return there;
    }

    /** What cannot be read is not tried by each search again. */
    private void firstRead(YachtId yacht, CompletableFuture<HeldYacht> first) {
        HeldYacht read = reading.nothing(ticker.read());
        boolean begun = room.begin(yacht);
        try {
            if (begun) {
                read = reading.next(yacht, read, ticker.read()).orElse(read);
            }
        } catch (RuntimeException away) {
            log.debug("The fallback vectors of yacht {} cannot be read", yacht, away);
        } finally {
            // Held before the room that was set aside is given back.
            first.complete(read);
            if (begun) {
                room.end(yacht);
            }
        }
    }

    /** Beside the searches, which go on with what is held. */
    private void refresh(YachtId yacht, HeldYacht now) {
        long looked = now.lookedAt().get();
        if (ticker.read() - looked < LOOK_AGAIN_NANOS || !now.lookedAt().compareAndSet(looked, ticker.read())) {
            return;
        }
        CompletableFuture.runAsync(() -> lookAgain(yacht, now), threads).exceptionally(away -> null);
    }

    private void lookAgain(YachtId yacht, HeldYacht now) {
        if (!room.begin(yacht)) {
            return;
        }
        try {
            reading.next(yacht, now, ticker.read())
                    .ifPresent(next -> held.synchronous().put(yacht, next));
        } finally {
            room.end(yacht);
        }
    }
}
