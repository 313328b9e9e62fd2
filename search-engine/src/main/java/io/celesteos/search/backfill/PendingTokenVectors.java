package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The chunks that wait for token vectors. Thread-safe. */
interface PendingTokenVectors {

    /**
     * A stored chunk without token vectors.
     *
     * @param version of the row that was read: vectors of an older one are not stored
     */
    record PendingText(UUID chunk, String version, String text) {}

    /** The oldest first. */
    List<PendingText> next(YachtId yacht, String space, int most);

    /**
     * Stores packed vectors; empty ones for a chunk that the model cannot read. A chunk that is gone or was changed
     * since it was read keeps its state.
     */
    void save(YachtId yacht, String space, Map<PendingText, byte[]> vectors);

    /** Deletes what is of other spaces and has not been added to lately. */
    void tidy(YachtId yacht, String space);
}
