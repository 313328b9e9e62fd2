package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Chunks in memory, each waiting in every space until it has its vector there; of all yachts alike. */
final class WaitingChunks implements PendingChunks {

    private final Map<UUID, PendingChunk> chunks = new LinkedHashMap<>();
    private final Map<String, Set<UUID>> embedded = new HashMap<>();
    /** Whose chunks were asked for, in order. */
    final List<YachtId> yachts = new CopyOnWriteArrayList<>();

    final AtomicInteger looks = new AtomicInteger();
    volatile Set<UUID> refusedAtSettling = Set.of();
    volatile int settled;
    volatile int broken;

    /** Chunk {@code n} is {@code new UUID(1, n)}. */
    synchronized void add(int count, String passage) {
        for (int i = 0; i < count; i++) {
            UUID id = new UUID(1, chunks.size());
            chunks.put(id, new PendingChunk(id, passage + chunks.size()));
        }
    }

    synchronized Set<UUID> waiting(EmbeddingSpace space) {
        Set<UUID> waiting = new HashSet<>(chunks.keySet());
        waiting.removeAll(embedded(space));
        return waiting;
    }

    /** Names of those that have any vector. */
    synchronized Set<String> spaces() {
        return Set.copyOf(embedded.keySet());
    }

    private Set<UUID> embedded(EmbeddingSpace space) {
        return embedded.getOrDefault(space.name(), Set.of());
    }

    @Override
    public synchronized List<PendingChunk> next(
            YachtId yacht, EmbeddingSpace space, int most, Collection<UUID> others) {
        looks.incrementAndGet();
        yachts.add(yacht);
        if (broken-- > 0) {
            throw new IllegalStateException("broken");
        }
        return chunks.values().stream()
                .filter(chunk ->
                        !others.contains(chunk.id()) && !embedded(space).contains(chunk.id()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void save(YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> vectors) {
        embedded.computeIfAbsent(space.name(), name -> new HashSet<>()).addAll(vectors.keySet());
    }

    @Override
    public synchronized void settle(YachtId yacht, EmbeddingSpace space, Collection<UUID> refused) {
        settled++;
        refusedAtSettling = Set.copyOf(refused);
    }
}
