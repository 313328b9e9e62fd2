package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.YachtData;
import java.util.UUID;

/** {@code chunk_embeddings} under the space's name. */
final class PgFallbackVectors implements FallbackVectors {

    private static final int FETCH = 500;

    private static final String COUNT = """
            select count(*) from chunk_embeddings where yacht_id = :yacht and space = :space""";

    /** A vector that is replaced is another version of its row. */
    private static final String EDITION = """
            select count(*) || ':' || coalesce(sum(hashtext(chunk_id::text || xmin::text)), 0)
            from chunk_embeddings where yacht_id = :yacht and space = :space""";

    private static final String ALL = """
            select chunk_id, embedding from chunk_embeddings
            where yacht_id = :yacht and space = :space and octet_length(embedding) = :bytes""";

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
    public void each(YachtId yacht, Visitor visitor) {
        data.read(yacht, jdbc -> {
            jdbc.sql(ALL)
                    .withFetchSize(FETCH)
                    .param("yacht", yacht.value())
                    .param("space", space.name())
                    .param("bytes", space.dimensions() * Float.BYTES)
                    .query(row -> {
                        visitor.visit(row.getObject("chunk_id", UUID.class), row.getBytes("embedding"));
                    });
            return true;
        });
    }
}
