package io.celesteos.search.retrieval;

import io.celesteos.contracts.tenancy.YachtId;

/** Gives out the newest snapshot of a yacht's index. */
public interface SnapshotSource {

    /** @throws io.celesteos.contracts.problem.ProblemException {@code starting} while the index is not loaded */
    IndexSnapshot acquire(YachtId yacht);
}
