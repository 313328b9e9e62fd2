package io.celesteos.bench.quality;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By pgvector, every vector compared: what an index would have missed is not held against the old workflow. */
final class PgVectorNearest implements Nearest {

    private static final String SEARCH = """
            with mine as materialized (
                select chunk_id, embedding <=> cast(:vector as vector) as distance
                from chunk_vectors_bge_small_en_v15 where yacht_id = :yacht)
            select chunk_id, 1 - distance as similarity from mine where distance < :farthest
            order by distance, chunk_id limit :limit""";

    private final JdbcClient jdbc;

    PgVectorNearest(DataSource owner) {
        this.jdbc = JdbcClient.create(owner);
    }

    @Override
    public Map<UUID, Double> nearest(YachtId yacht, float[] query) {
        StringJoiner vector = new StringJoiner(",", "[", "]");
        for (float value : query) {
            vector.add(Float.toString(value));
        }
        Map<UUID, Double> nearest = new LinkedHashMap<>();
        jdbc.sql(SEARCH)
                .param("vector", vector.toString())
                .param("yacht", yacht.value())
                .param("farthest", FARTHEST)
                .param("limit", LIMIT)
                .query(row -> {
                    nearest.put(row.getObject("chunk_id", UUID.class), row.getDouble("similarity"));
                });
        return nearest;
    }
}
