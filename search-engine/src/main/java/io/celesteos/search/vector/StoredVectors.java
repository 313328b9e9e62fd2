package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.tenancy.YachtData;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code chunk_embeddings} always; the pgvector table too where pgvector is what is searched. */
final class StoredVectors implements VectorStore {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int MIRROR_BATCH = 500;

    private final YachtData data;
    private final EmbeddingSpace space;
    private final boolean pgvector;

    StoredVectors(YachtData data, EmbeddingSpace space, boolean pgvector) {
        this.data = data;
        this.space = space;
        this.pgvector = pgvector;
    }

    @Override
    public void save(JdbcClient transaction, YachtId yacht, Map<UUID, UnitVector> vectors) {
        // One statement a row would raise the yacht's generation as often; the text form keeps it one.
        StringBuilder rows = new StringBuilder();
        vectors.forEach((chunk, vector) -> rows.append(rows.isEmpty() ? "" : "\n")
                .append(chunk)
                .append(' ')
                .append(HexFormat.of().formatHex(Float32Bytes.of(vector))));
        transaction
                .sql("""
                        insert into chunk_embeddings (chunk_id, space, yacht_id, embedding)
                        select c.id, :space, :yacht, decode(split_part(line, ' ', 2), 'hex')
                        from unnest(string_to_array(:rows, E'\\n')) as line
                        join document_chunks c on c.id = split_part(line, ' ', 1)::uuid and c.yacht_id = :yacht
                        on conflict (space, chunk_id) do nothing""")
                .param("space", space.name())
                .param("yacht", yacht.value())
                .param("rows", rows.toString())
                .update();
        if (pgvector) {
            vectors.forEach((chunk, vector) -> insertVector(transaction, yacht, chunk, vector));
        }
    }

    @Override
    public boolean mirrored() {
        return pgvector;
    }

    @Override
    public int mirror(YachtId yacht) {
        if (!pgvector) {
            return 0;
        }
        int copied = 0;
        UUID last = BEFORE_ALL;
        while (true) {
            UUID after = last;
            List<StoredVector> missing = data.write(yacht, jdbc -> copyBatch(jdbc, yacht, after));
            if (missing.isEmpty()) {
                return copied;
            }
            copied += missing.size();
            last = missing.getLast().chunk();
        }
    }

    private List<StoredVector> copyBatch(JdbcClient jdbc, YachtId yacht, UUID after) {
        List<StoredVector> missing = jdbc.sql("""
                        select e.chunk_id, e.embedding from chunk_embeddings e
                        where e.yacht_id = :yacht and e.space = :space and e.chunk_id > :after
                          and octet_length(e.embedding) = :bytes
                          and not exists (select from %s v where v.chunk_id = e.chunk_id)
                        order by e.chunk_id limit :batch""".formatted(space.table()))
                .param("yacht", yacht.value())
                .param("space", space.name())
                .param("after", after)
                .param("bytes", space.dimensions() * Float.BYTES)
                .param("batch", MIRROR_BATCH)
                .query((row, n) ->
                        new StoredVector(row.getObject("chunk_id", UUID.class), Float32Bytes.read(row.getBytes(2))))
                .list();
        int copied = 0;
        for (StoredVector row : missing) {
            copied += row.vector()
                    .map(vector -> insertVector(jdbc, yacht, row.chunk(), vector))
                    .orElse(0);
        }
        // An unreadable vector is missing each time: to tell of nothing would go on for ever.
        if (copied > 0) {
            tellOfNewAnswers(jdbc, yacht);
        }
        return missing;
    }

    /** Index copies hold no vectors of this table, but what was answered before is no longer the answer. */
    private void tellOfNewAnswers(JdbcClient jdbc, YachtId yacht) {
        jdbc.sql("select 1 from log_index_change(:yacht, :table, '{}')")
                .param("yacht", yacht.value())
                .param("table", space.table())
                .query((row, n) -> 1)
                .single();
    }

    private int insertVector(JdbcClient jdbc, YachtId yacht, UUID chunk, UnitVector vector) {
        return jdbc.sql("""
                insert into %s (chunk_id, yacht_id, embedding)
                select id, yacht_id, cast(:vector as vector) from document_chunks
                where id = :chunk and yacht_id = :yacht
                on conflict (chunk_id) do update set embedding = excluded.embedding""".formatted(space.table()))
                .param("chunk", chunk)
                .param("yacht", yacht.value())
                .param("vector", PgVectorIndex.text(vector))
                .update();
    }

    private record StoredVector(UUID chunk, Optional<UnitVector> vector) {}
}
