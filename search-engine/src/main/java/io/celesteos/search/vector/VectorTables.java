package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.YachtData;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pgvector table of each space, made before its first use. The service itself could make none: a function of
 * the schema's owner does it. Thread-safe.
 */
final class VectorTables {

    private final YachtData data;
    private final VectorProperties properties;
    private final Set<EmbeddingSpace> there = ConcurrentHashMap.newKeySet();

    VectorTables(YachtData data, VectorProperties properties) {
        this.data = data;
        this.properties = properties;
    }

    /**
     * The space's table.
     *
     * @param yacht whose transaction is used; tables belong to no yacht
     */
    String of(YachtId yacht, EmbeddingSpace space) {
        if (!there.contains(space)) {
            data.write(
                    yacht,
                    jdbc -> jdbc.sql("select 1 from create_vector_table(:table, :dimensions, :m, :construction)")
                            .param("table", space.table())
                            .param("dimensions", space.dimensions())
                            .param("m", properties.m())
                            .param("construction", properties.efConstruction())
                            .query((row, n) -> 1)
                            .single());
            there.add(space);
        }
        return space.table();
    }
}
