package io.celesteos.search.vector;

import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.FilterValues;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorIndex;
import io.celesteos.search.retrieval.VectorQuery;
import io.celesteos.search.tenancy.PgParameters;
import io.celesteos.search.tenancy.YachtData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * pgvector. Where few chunks pass yacht and filters, the index beside says which, and they are all compared. Else
 * the HNSW graph is searched with yacht and filters inside, on and on until enough rows pass ({@code
 * hnsw.iterative_scan}; without it a filter that keeps one row in a hundred finds nothing); should it give up too
 * early all the same, everything is compared. Settings are local to the transaction, as poolers need it.
 */
final class PgVectorIndex implements VectorIndex, SpaceSearch {

    private static final String NEAREST = """
            select v.chunk_id, 1 - (v.embedding <=> cast(:vector as vector)) as similarity
            from %s v %s where v.yacht_id = :yacht%s
            order by v.embedding <=> cast(:vector as vector) limit :limit""";

    /** Distances first, then their order: no graph can be tempted in. */
    private static final String EXACT = """
            with mine as materialized (
                select v.chunk_id, v.embedding <=> cast(:vector as vector) as distance
                from %s v %s where v.yacht_id = :yacht%s)
            select chunk_id, 1 - distance as similarity from mine order by distance, chunk_id limit :limit""";

    private static final String WITH_CHUNK = "join document_chunks c on c.id = v.chunk_id and c.yacht_id = v.yacht_id";
    private static final String AMONG = " and v.chunk_id = any(cast(:ids as uuid[]))";

    private final YachtData data;
    private final VectorTables tables;
    private final VectorProperties properties;
    private final JsonMapper json;

    PgVectorIndex(YachtData data, VectorTables tables, VectorProperties properties, JsonMapper json) {
        this.data = data;
        this.tables = tables;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public RankedList nearest(IndexSnapshot snapshot, VectorQuery query) {
        boolean filtered = !FilterValues.empty(query.filters());
        int passing = filtered ? snapshot.passing(query.filters()) : snapshot.vectors();
        return nearest(
                new Asked(snapshot, snapshot.space(), query),
                filtered,
                passing,
                () -> snapshot.chunksPassing(query.filters(), passing));
    }

    /** The index marks no vectors of this space: chunks that have none are among those told, and are not found. */
    @Override
    public RankedList nearest(IndexSnapshot snapshot, EmbeddingSpace space, VectorQuery query) {
        boolean filtered = !FilterValues.empty(query.filters());
        List<UUID> chunks =
                filtered ? snapshot.chunksMatching(query.filters(), properties.exactBelow() + 1) : List.of();
        return nearest(
                new Asked(snapshot, space, query),
                filtered,
                filtered ? chunks.size() : snapshot.chunks(),
                () -> chunks);
    }

    /** What is searched, and where. */
    private record Asked(IndexSnapshot snapshot, EmbeddingSpace space, VectorQuery query) {}

    private RankedList nearest(Asked asked, boolean filtered, int passing, Supplier<List<UUID>> chunks) {
        if (passing == 0) {
            return RankedList.empty();
        }
        VectorQuery query = asked.query();
        try {
            if (passing <= properties.exactBelow()) {
                return filtered ? among(asked, chunks.get()) : run(asked, EXACT, true, "", "", Map.of());
            }
            RankedList found = everywhere(asked, NEAREST, false);
            return found.size() < Math.min(query.limit(), passing) ? everywhere(asked, EXACT, true) : found;
        } catch (RuntimeException failure) {
            if (query.deadline().passed()) {
                throw new LateSearchException("vector", failure);
            }
            throw failure;
        }
    }

    private RankedList among(Asked asked, List<UUID> chunks) {
        return run(asked, EXACT, true, "", AMONG, Map.of("ids", PgParameters.uuids(chunks)));
    }

    private RankedList everywhere(Asked asked, String sql, boolean exact) {
        VectorQuery query = asked.query();
        SqlFilters filters = SqlFilters.of(query.filters(), json);
        String join = filters.conditions().isEmpty() ? "" : WITH_CHUNK;
        return run(asked, sql, exact, join, filters.conditions(), filters.parameters());
    }

    private RankedList run(
            Asked asked, String sql, boolean exact, String join, String conditions, Map<String, Object> parameters) {
        IndexSnapshot snapshot = asked.snapshot();
        VectorQuery query = asked.query();
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("yacht", snapshot.yacht().value());
        all.put("vector", text(query.vector()));
        all.put("limit", query.limit());
        String table = tables.of(snapshot.yacht(), asked.space());
        return data.read(snapshot.yacht(), jdbc -> {
            settings(jdbc, query, exact);
            return RankedList.ranked(jdbc.sql(sql.formatted(table, join, conditions))
                    .params(all)
                    .query((row, n) -> new Candidate(
                            PassageKey.chunk(row.getObject("chunk_id", UUID.class)),
                            UnitVector.rounded(row.getDouble("similarity"))))
                    .list());
        });
    }

    /** Compiling a query that takes milliseconds would take a hundred. */
    private void settings(JdbcClient jdbc, VectorQuery query, boolean exact) {
        long left = Math.max(1, query.deadline().remaining().toMillis());
        String approximate = """
                set_config('hnsw.iterative_scan', 'relaxed_order', true),
                set_config('hnsw.ef_search', :ef, true), """;
        // The vector library must be loaded before its settings can be checked: cast something first.
        var settings = jdbc.sql("select " + (exact ? "" : "'[1]'::vector, " + approximate)
                + "set_config('jit', 'off', true), set_config('statement_timeout', :millis, true)");
        (exact ? settings : settings.param("ef", Integer.toString(Math.max(query.limit(), properties.efSearch()))))
                .param("millis", Long.toString(left))
                .query((row, n) -> 1)
                .single();
    }

    /** pgvector's text form. */
    static String text(UnitVector vector) {
        StringBuilder text = new StringBuilder(vector.dimensions() * 12).append('[');
        for (float value : vector.toArray()) {
            text.append(text.length() == 1 ? "" : ",").append(value);
        }
        return text.append(']').toString();
    }
}
