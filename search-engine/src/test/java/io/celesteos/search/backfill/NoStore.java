package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.VectorStore;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Vectors are kept by {@link WaitingChunks}; there is no second copy of them. */
final class NoStore implements VectorStore {

    @Override
    public void save(JdbcClient transaction, YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> vectors) {}

    @Override
    public boolean mirrored() {
        return false;
    }

    @Override
    public int mirror(YachtId yacht, EmbeddingSpace space) {
        return 0;
    }
}
