package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * A yacht's waiting chunks in batches, fetched some batches at a time. A chunk is handed out once, though the batches
 * before it may not be stored yet. For one thread.
 */
final class WaitingBatches {

    private final PendingChunks pending;
    private final YachtId yacht;
    private final EmbeddingSpace space;
    private final Collection<UUID> refused;
    private final int batch;
    private final int fetched;
    private List<PendingChunk> held = List.of();
    private int handedOut;

    /**
     * @param batch chunks in a batch
     * @param fetched batches fetched at once, no fewer than are under way at once
     */
    WaitingBatches(
            PendingChunks pending,
            YachtId yacht,
            EmbeddingSpace space,
            Collection<UUID> refused,
            int batch,
            int fetched) {
        this.pending = pending;
        this.yacht = yacht;
        this.space = space;
        this.refused = refused;
        this.batch = batch;
        this.fetched = fetched;
    }

    /** Empty when no chunk waits. */
    List<PendingChunk> next() {
        if (handedOut == held.size()) {
            // Of the batches before, the last ones are still under way.
            List<UUID> others = new ArrayList<>(refused);
            held.forEach(chunk -> others.add(chunk.id()));
            held = pending.next(yacht, space, batch * fetched, others);
            handedOut = 0;
        }
        int from = handedOut;
        handedOut = Math.min(held.size(), from + batch);
        return held.subList(from, handedOut);
    }
}
