package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.UnitVector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The chunks that wait for a vector, and the jobs that wait for them. Thread-safe. */
interface PendingChunks {

    /** The oldest first, whole documents together; without those refused before. */
    List<PendingChunk> next(YachtId yacht, int batch, Collection<UUID> refused);

    /** Stores the vectors and brings the jobs up to them, in one transaction. */
    void save(YachtId yacht, Map<UUID, UnitVector> embedded, Collection<UUID> refused);

    /** Brings the jobs up to what is stored. */
    void settle(YachtId yacht, Collection<UUID> refused);
}
