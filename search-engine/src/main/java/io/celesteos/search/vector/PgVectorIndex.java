package io.celesteos.search.vector;

import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.retrieval.VectorIndex;
import io.celesteos.search.retrieval.VectorQuery;
import io.celesteos.search.tenancy.YachtData;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * pgvector: an HNSW search that goes on until enough rows pass yacht and filters ({@code
 * hnsw.iterative_scan}; without it a filter that keeps one row in a hundred finds nothing), and a plain
 * comparison of all rows for small yachts. Settings are local to the transaction, as poolers need it.
 */
final class PgVectorIndex implements VectorIndex {

    private static final String NEAREST = """
            select c.id, 1 - (v.embedding <=> cast(:vector as vector)) as similarity
            from %s v join document_chunks c on c.id = v.chunk_id
            where v.yacht_id = :yacht and c.yacht_id = :yacht%s
            order by v.embedding <=> cast(:vector as vector) limit :limit""";
    private static final String EXACT = """
            with mine as materialized (
                select c.id, v.embedding from %s v join document_chunks c on c.id = v.chunk_id
                where v.yacht_id = :yacht and c.yacht_id = :yacht%s)
            select id, 1 - (embedding <=> cast(:vector as vector)) as similarity from mine
            order by embedding <=> cast(:vector as vector), id limit :limit""";

    private final YachtData data;
    private final EmbeddingSpace space;
    private final VectorProperties properties;
    private final JsonMapper json;

    PgVectorIndex(YachtData data, EmbeddingSpace space, VectorProperties properties, JsonMapper json) {
        this.data = data;
        this.space = space;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public RankedList nearest(IndexSnapshot snapshot, VectorQuery query) {
        boolean exact = snapshot.chunks() <= properties.exactBelow();
        SqlFilters filters = SqlFilters.of(query.filters(), json);
        String sql = (exact ? EXACT : NEAREST).formatted(space.table(), filters.conditions());
        try {
            return data.read(snapshot.yacht(), jdbc -> {
                settings(jdbc, query, exact);
                List<Candidate> found = jdbc.sql(sql)
                        .param("yacht", snapshot.yacht().value())
                        .param("vector", text(query.vector()))
                        .param("limit", query.limit())
                        .params(filters.parameters())
                        .query((row, n) -> new Candidate(
                                PassageKey.chunk(row.getObject("id", UUID.class)),
                                UnitVector.rounded(row.getDouble("similarity"))))
                        .list();
                return RankedList.ranked(found);
            });
        } catch (RuntimeException failure) {
            if (query.deadline().passed()) {
                throw new LateSearchException("vector", failure);
            }
            throw failure;
        }
    }

    private void settings(JdbcClient jdbc, VectorQuery query, boolean exact) {
        long left = Math.max(1, query.deadline().remaining().toMillis());
        String approximate = """
                set_config('hnsw.iterative_scan', 'relaxed_order', true),
                set_config('hnsw.ef_search', :ef, true), """;
        // The vector library must be loaded before its settings can be checked: cast something first.
        var settings = jdbc.sql("select " + (exact ? "" : "'[1]'::vector, " + approximate)
                + "set_config('statement_timeout', :millis, true)");
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
