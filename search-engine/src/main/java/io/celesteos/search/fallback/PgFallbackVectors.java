package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.PgParameters;
import io.celesteos.search.tenancy.YachtData;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code chunk_embeddings} under the space's name. */
final class PgFallbackVectors implements FallbackVectors {

    private static final int FETCH = 500;

    private static final String COUNT = """
            select count(*) from chunk_embeddings where yacht_id = :yacht and space = :space""";

    /** A vector that is replaced is another version of its row. */
    private static final String EDITION = """
            select count(*) || ':' || coalesce(sum(hashtext(chunk_id::text || xmin::text)), 0)
            from chunk_embeddings where yacht_id = :yacht and space = :space""";

    private static final String VERSIONS = """
            select chunk_id, xmin::text::bigint as version from chunk_embeddings
            where yacht_id = :yacht and space = :space and octet_length(embedding) = :bytes""";

    private static final String SOME = """
            select chunk_id, xmin::text::bigint as version, embedding from chunk_embeddings
            where yacht_id = :yacht and space = :space and octet_length(embedding) = :bytes
              and chunk_id = any(cast(:chunks as uuid[]))""";

    private final YachtData data;
    private final EmbeddingSpace space;

    PgFallbackVectors(YachtData data, EmbeddingSpace space) {
        this.data = data;
        this.space = space;
    }

    @Override
    public int count(YachtId yacht) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql(COUNT)
                        .param("yacht", yacht.value())
                        .param("space", space.name())
                        .query(Integer.class)
                        .single());
    }

    @Override
    public String edition(YachtId yacht) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql(EDITION)
                        .param("yacht", yacht.value())
                        .param("space", space.name())
                        .query(String.class)
                        .single());
    }

    @Override
    public void versions(YachtId yacht, Listing listing) {
        data.read(yacht, jdbc -> {
            of(yacht, jdbc.sql(VERSIONS).withFetchSize(FETCH)).query(row -> {
                listing.hear(row.getObject("chunk_id", UUID.class), row.getLong("version"));
            });
            return true;
        });
    }

    /** Some hundreds at a time, so that not more than those are on their way at once. */
    @Override
    public void each(YachtId yacht, List<UUID> chunks, Visitor visitor) {
        for (int from = 0; from < chunks.size(); from += FETCH) {
            String some = PgParameters.uuids(chunks.subList(from, Math.min(chunks.size(), from + FETCH)));
            data.read(yacht, jdbc -> {
                of(yacht, jdbc.sql(SOME)).param("chunks", some).query(row -> {
                    visitor.visit(
                            row.getObject("chunk_id", UUID.class), row.getLong("version"), row.getBytes("embedding"));
                });
                return true;
            });
        }
    }

    private JdbcClient.StatementSpec of(YachtId yacht, JdbcClient.StatementSpec statement) {
        return statement
                .param("yacht", yacht.value())
                .param("space", space.name())
                .param("bytes", space.dimensions() * Float.BYTES);
    }
}
