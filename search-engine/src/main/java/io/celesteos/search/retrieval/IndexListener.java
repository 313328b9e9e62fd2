package io.celesteos.search.retrieval;

import io.celesteos.contracts.tenancy.YachtId;

/** Told after each publication of a yacht's index. */
public interface IndexListener {

    /** @param first whether it is the first one since the service started */
    void published(YachtId yacht, int chunks, int vectors, boolean first);
}
