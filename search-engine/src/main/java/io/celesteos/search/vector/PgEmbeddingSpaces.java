package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.PgParameters;
import io.celesteos.search.tenancy.YachtData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The spaces as the database knows them. An instance announces the space it is configured with once, before its
 * first use of any; who announced last is followed by all. During a rolling release the older instances therefore
 * work towards the newer ones' space instead of switching back to their own.
 */
final class PgEmbeddingSpaces implements EmbeddingSpaces {

    private static final String ANNOUNCE = """
            insert into embedding_spaces as s (name, table_name, model, dimensions, announced_at)
            values (:name, :table, :model, :dimensions, clock_timestamp())
            on conflict (name) do update set announced_at = clock_timestamp(), model = excluded.model
            where s.dimensions = excluded.dimensions
              and (s.model = excluded.model or s.announced_at = to_timestamp(0))""";

    /**
     * The yacht's own wish, if it has one; else the one announced last of all: at equal times, as after a copy of the
     * table, any but always the same.
     */
    private static final String WANTED = """
            select s.name, s.model, s.dimensions from embedding_spaces s
            left join yacht_wanted_spaces own on own.yacht_id = :yacht and own.space = s.name
            order by own.space is null, s.announced_at desc, s.name limit 1""";

    private static final String SERVING = """
            select s.name, s.model, s.dimensions from yacht_spaces y join embedding_spaces s on s.name = y.space
            where y.yacht_id = :yacht""";

    /** Held by whoever switches or clears a yacht's space, so that no vectors go from a space that is switched to. */
    private static final String LOCK = "select 1 from pg_advisory_xact_lock(hashtext('yacht_spaces'), hashtext(:id))";

    /**
     * Only while it is still the one that is wanted. A chunk that is written now is missing in both spaces until it has
     * been embedded: it is not waited for.
     */
    private static final String SERVE = """
            insert into yacht_spaces as y (yacht_id, space)
            select :yacht, :space where :space = (select name from (""" + WANTED + """
                ) as wanted) and not exists (
                select from document_chunks c
                where c.yacht_id = :yacht and c.id <> all(cast(:refused as uuid[]))
                  and not exists (select from chunk_embeddings e where e.space = :space and e.chunk_id = c.id))
            on conflict (yacht_id) do update set space = excluded.space, switched_at = now()""";

    private final YachtData data;
    private final EmbeddingSpace configured;
    private volatile boolean announced;

    PgEmbeddingSpaces(YachtData data, EmbeddingSpace configured) {
        this.data = data;
        this.configured = configured;
    }

    @Override
    public EmbeddingSpace serving(YachtId yacht) {
        announce(yacht);
        return data.read(
                yacht,
                jdbc -> jdbc.sql(SERVING)
                        .param("yacht", yacht.value())
                        .query((row, n) -> space(row))
                        .optional()
                        .orElseGet(() -> wanted(jdbc, yacht)));
    }

    @Override
    public EmbeddingSpace wanted(YachtId yacht) {
        announce(yacht);
        return data.read(yacht, jdbc -> wanted(jdbc, yacht));
    }

    @Override
    public boolean serve(YachtId yacht, EmbeddingSpace space, Collection<UUID> refused) {
        return data.write(yacht, jdbc -> {
            lock(jdbc, yacht);
            return jdbc.sql(SERVE)
                            .param("yacht", yacht.value())
                            .param("space", space.name())
                            .param("refused", PgParameters.uuids(refused))
                            .update()
                    > 0;
        });
    }

    static void lock(JdbcClient jdbc, YachtId yacht) {
        jdbc.sql(LOCK).param("id", yacht.toString()).query((row, n) -> 1).single();
    }

    /** Any yacht's transaction will do: spaces belong to no yacht. */
    private void announce(YachtId yacht) {
        if (announced) {
            return;
        }
        synchronized (this) {
            if (announced) {
                return;
            }
            data.write(yacht, jdbc -> {
                announce(jdbc);
                return true;
            });
            announced = true;
        }
    }

    private void announce(JdbcClient jdbc) {
        int changed = jdbc.sql(ANNOUNCE)
                .param("name", configured.name())
                .param("table", configured.table())
                .param("model", configured.model())
                .param("dimensions", configured.dimensions())
                .update();
        if (changed == 0) {
            throw new IllegalStateException("Embedding space " + configured.name() + " holds vectors of another model"
                    + " or length than " + configured.model() + " with " + configured.dimensions()
                    + ": name another search.embedding.space");
        }
    }

    private static EmbeddingSpace wanted(JdbcClient jdbc, YachtId yacht) {
        return jdbc.sql(WANTED)
                .param("yacht", yacht.value())
                .query((row, n) -> space(row))
                .single();
    }

    static EmbeddingSpace space(ResultSet row) throws SQLException {
        return new EmbeddingSpace(row.getString("name"), row.getString("model"), row.getInt("dimensions"));
    }
}
