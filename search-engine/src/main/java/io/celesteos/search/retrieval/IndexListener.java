package io.celesteos.search.retrieval;

import io.celesteos.contracts.tenancy.YachtId;

/** Told what becomes of a yacht's data. */
public interface IndexListener {

    /**
     * A yacht's index was published.
     *
     * @param first whether it is the first one since the service started
     */
    void published(YachtId yacht, int chunks, int vectors, boolean first);

    /** Stored data of a yacht whose index is not open was seen for the first time, or changed. */
    default void changed(YachtId yacht) {}
}
