package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.util.Collection;
import java.util.UUID;

/**
 * Which space answers for which yacht, and which one all of them are to come to. Both are in the database, so that
 * every instance says the same. Thread-safe.
 */
public interface EmbeddingSpaces {

    /** The space the yacht is searched in now. */
    EmbeddingSpace serving(YachtId yacht);

    /** The space chosen for this yacht, else the one that was configured last, by whichever instance started last. */
    EmbeddingSpace wanted(YachtId yacht);

    /**
     * Makes {@code space} the one the yacht is searched in, in one step, if every chunk has a vector there.
     *
     * @param refused chunks that cannot have one and are not waited for
     * @return false when some chunk has none yet
     */
    boolean serve(YachtId yacht, EmbeddingSpace space, Collection<UUID> refused);
}
