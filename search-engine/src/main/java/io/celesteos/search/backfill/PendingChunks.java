package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The chunks that wait for a vector, and the jobs that wait for them. Thread-safe. */
interface PendingChunks {

    /**
     * Those without a vector in the space: the oldest first, whole documents together.
     *
     * @param others left out: refused before, or being embedded
     */
    List<PendingChunk> next(YachtId yacht, EmbeddingSpace space, int most, Collection<UUID> others);

    /** Stores vectors of the space. */
    void save(YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> embedded);

    /** Brings the jobs up to what is stored in the space, the one the yacht is searched in. */
    void settle(YachtId yacht, EmbeddingSpace space, Collection<UUID> refused);
}
