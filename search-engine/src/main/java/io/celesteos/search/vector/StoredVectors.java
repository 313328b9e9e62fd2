package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.tenancy.YachtData;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code chunk_embeddings} always; the space's pgvector table too where pgvector is what is searched. */
final class StoredVectors implements VectorStore {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int MIRROR_BATCH = 500;

    /** One statement a row would raise the yacht's generation as often; the text form keeps it one. */
    private static final String LINES = """
            from unnest(string_to_array(:rows, E'\\n')) as line
            join document_chunks c on c.id = split_part(line, ' ', 1)::uuid and c.yacht_id = :yacht""";

    private static final String SAVE = """
            insert into chunk_embeddings (chunk_id, space, yacht_id, embedding)
            select c.id, :space, :yacht, decode(split_part(line, ' ', 2), 'hex')
            """ + LINES + " on conflict (space, chunk_id) do nothing";

    private static final String COPY = """
            insert into %s (chunk_id, yacht_id, embedding)
            select c.id, c.yacht_id, cast(split_part(line, ' ', 2) as vector)
            """ + LINES + " on conflict (chunk_id, yacht_id) do nothing";

    private static final String MISSING = """
            select e.chunk_id, e.embedding from chunk_embeddings e
            where e.yacht_id = :yacht and e.space = :space and e.chunk_id > :after
              and octet_length(e.embedding) = :bytes
              and not exists (select from %s v where v.chunk_id = e.chunk_id and v.yacht_id = :yacht)
            order by e.chunk_id limit :batch""";

    private final YachtData data;
    private final Optional<VectorTables> tables;

    /** @param tables empty where pgvector is not what is searched */
    StoredVectors(YachtData data, Optional<VectorTables> tables) {
        this.data = data;
        this.tables = tables;
    }

    @Override
    public void save(JdbcClient transaction, YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> vectors) {
        if (vectors.isEmpty()) {
            return;
        }
        transaction
                .sql(SAVE)
                .param("space", space.name())
                .param("yacht", yacht.value())
                .param("rows", rows(vectors, vector -> HexFormat.of().formatHex(Float32Bytes.of(vector))))
                .update();
        if (tables.isPresent()) {
            copy(transaction, yacht, tables.get().of(yacht, space), vectors);
        }
    }

    @Override
    public boolean mirrored() {
        return tables.isPresent();
    }

    @Override
    public int mirror(YachtId yacht, EmbeddingSpace space) {
        if (tables.isEmpty()) {
            return 0;
        }
        String table = tables.get().of(yacht, space);
        int copied = 0;
        UUID last = BEFORE_ALL;
        while (true) {
            UUID after = last;
            List<StoredVector> missing = data.write(yacht, jdbc -> copyBatch(jdbc, yacht, space, table, after));
            if (missing.isEmpty()) {
                return copied;
            }
            copied += missing.size();
            last = missing.getLast().chunk();
        }
    }

    private static List<StoredVector> copyBatch(
            JdbcClient jdbc, YachtId yacht, EmbeddingSpace space, String table, UUID after) {
        List<StoredVector> missing = jdbc.sql(MISSING.formatted(table))
                .param("yacht", yacht.value())
                .param("space", space.name())
                .param("after", after)
                .param("bytes", space.dimensions() * Float.BYTES)
                .param("batch", MIRROR_BATCH)
                .query((row, n) ->
                        new StoredVector(row.getObject("chunk_id", UUID.class), Float32Bytes.read(row.getBytes(2))))
                .list();
        Map<UUID, UnitVector> readable = new LinkedHashMap<>();
        missing.forEach(row -> row.vector().ifPresent(vector -> readable.put(row.chunk(), vector)));
        // An unreadable vector is missing each time: to tell of nothing would go on for ever.
        if (!readable.isEmpty() && copy(jdbc, yacht, table, readable) > 0) {
            tellOfNewAnswers(jdbc, yacht, table);
        }
        return missing;
    }

    /** Index copies hold no vectors of this table, but what was answered before is no longer the answer. */
    private static void tellOfNewAnswers(JdbcClient jdbc, YachtId yacht, String table) {
        jdbc.sql("select 1 from log_index_change(:yacht, :table, '{}')")
                .param("yacht", yacht.value())
                .param("table", table)
                .query((row, n) -> 1)
                .single();
    }

    private static int copy(JdbcClient jdbc, YachtId yacht, String table, Map<UUID, UnitVector> vectors) {
        return jdbc.sql(COPY.formatted(table))
                .param("yacht", yacht.value())
                .param("rows", rows(vectors, PgVectorIndex::text))
                .update();
    }

    private static String rows(Map<UUID, UnitVector> vectors, Function<UnitVector, String> written) {
        return vectors.entrySet().stream()
                .map(each -> each.getKey() + " " + written.apply(each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private record StoredVector(UUID chunk, Optional<UnitVector> vector) {}
}
