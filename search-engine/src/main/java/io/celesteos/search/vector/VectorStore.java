package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where vectors are kept. */
public interface VectorStore {

    /** Writes the vectors within the caller's transaction; a chunk that has one, or is gone, keeps its state. */
    void save(JdbcClient transaction, YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> vectors);

    /** Whether a second copy is what is searched, so that vectors stored by others must be brought to it. */
    boolean mirrored();

    /**
     * Brings the searched copy of a space up to the stored vectors, where it is a second one.
     *
     * @return how many were missing from it
     */
    int mirror(YachtId yacht, EmbeddingSpace space);
}
