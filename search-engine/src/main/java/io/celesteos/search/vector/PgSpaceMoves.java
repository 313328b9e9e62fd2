package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.YachtData;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A yacht's own wish in {@code yacht_wanted_spaces}. A space made for one is announced by nobody: no other follows. */
final class PgSpaceMoves implements SpaceMoves {

    private static final int DROPPED_AT_ONCE = 2_000;

    private static final String FLEET = """
            select name, model, dimensions from embedding_spaces order by announced_at desc, name limit 1""";

    private static final String KNOWN = """
            select name, model, dimensions from embedding_spaces
            where model = :model and dimensions = :dimensions order by announced_at desc, name limit 1""";

    /** After the epoch: the model is known, and the name is not to be had for another. */
    private static final String ADD = """
            insert into embedding_spaces (name, table_name, model, dimensions, announced_at)
            values (:name, :table, :model, :dimensions, to_timestamp(1)) on conflict do nothing""";

    private static final String WANT = """
            insert into yacht_wanted_spaces as w (yacht_id, space)
            select :yacht, name from embedding_spaces
            where name = :name and model = :model and dimensions = :dimensions
            on conflict (yacht_id) do update set space = excluded.space, wanted_at = now()""";

    private static final String FILLED = """
            select count(*) as chunks, count(e.chunk_id) as vectors from document_chunks c
            left join chunk_embeddings e on e.space = :space and e.chunk_id = c.id
            where c.yacht_id = :yacht""";

    /** Neither searched nor wished for, by its own wish or the fleet's. */
    private static final String UNUSED = """
            not exists (select from yacht_spaces where yacht_id = :yacht and space = :space)
            and not exists (select from yacht_wanted_spaces where yacht_id = :yacht and space = :space)
            and (exists (select from yacht_wanted_spaces where yacht_id = :yacht)
                 or :space <> (select name from embedding_spaces order by announced_at desc, name limit 1))""";

    private static final String DROP = """
            delete from chunk_embeddings where yacht_id = :yacht and space = :space and chunk_id in (
                select chunk_id from chunk_embeddings where yacht_id = :yacht and space = :space limit :most)
            """ + " and " + UNUSED;

    private final YachtData data;
    private final EmbeddingSpaces spaces;
    private final EmbeddingSpace configured;

    PgSpaceMoves(YachtData data, EmbeddingSpaces spaces, EmbeddingSpace configured) {
        this.data = data;
        this.spaces = spaces;
        this.configured = configured;
    }

    @Override
    public EmbeddingSpace fleet(YachtId yacht) {
        // Announces what this instance is configured with, should nobody have been asked yet.
        EmbeddingSpace any = spaces.wanted(yacht);
        return data.read(
                yacht,
                jdbc -> jdbc.sql(FLEET)
                        .query((row, n) -> PgEmbeddingSpaces.space(row))
                        .optional()
                        .orElse(any));
    }

    @Override
    public Optional<EmbeddingSpace> known(YachtId yacht, String model, int dimensions) {
        if (configured.model().equals(model) && configured.dimensions() == dimensions) {
            return Optional.of(configured);
        }
        return data.read(
                yacht,
                jdbc -> jdbc.sql(KNOWN)
                        .param("model", model)
                        .param("dimensions", dimensions)
                        .query((row, n) -> PgEmbeddingSpaces.space(row))
                        .optional());
    }

    @Override
    public boolean want(YachtId yacht, EmbeddingSpace space) {
        return data.write(yacht, jdbc -> {
            jdbc.sql(ADD)
                    .param("name", space.name())
                    .param("table", space.table())
                    .param("model", space.model())
                    .param("dimensions", space.dimensions())
                    .update();
            return jdbc.sql(WANT)
                            .param("yacht", yacht.value())
                            .param("name", space.name())
                            .param("model", space.model())
                            .param("dimensions", space.dimensions())
                            .update()
                    > 0;
        });
    }

    @Override
    public void want(YachtId yacht, String space) {
        data.write(
                yacht,
                jdbc -> jdbc.sql("""
                                insert into yacht_wanted_spaces as w (yacht_id, space) values (:yacht, :space)
                                on conflict (yacht_id) do update set space = excluded.space, wanted_at = now()""")
                        .param("yacht", yacht.value())
                        .param("space", space)
                        .update());
    }

    @Override
    public Optional<String> wish(YachtId yacht) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql("select space from yacht_wanted_spaces where yacht_id = :yacht")
                        .param("yacht", yacht.value())
                        .query(String.class)
                        .optional());
    }

    @Override
    public void follow(YachtId yacht) {
        data.write(
                yacht,
                jdbc -> jdbc.sql("delete from yacht_wanted_spaces where yacht_id = :yacht")
                        .param("yacht", yacht.value())
                        .update());
    }

    @Override
    public Filled filled(YachtId yacht, EmbeddingSpace space) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql(FILLED)
                        .param("yacht", yacht.value())
                        .param("space", space.name())
                        .query((row, n) -> new Filled(row.getLong("vectors"), row.getLong("chunks")))
                        .single());
    }

    @Override
    public int drop(YachtId yacht, String space) {
        return data.write(yacht, jdbc -> {
            PgEmbeddingSpaces.lock(jdbc, yacht);
            int dropped = jdbc.sql(DROP)
                    .param("yacht", yacht.value())
                    .param("space", space)
                    .param("most", DROPPED_AT_ONCE)
                    .update();
            return dropped + mirrored(jdbc, yacht, space);
        });
    }

    /** The searched copy in pgvector's table, where there is one. */
    private static int mirrored(JdbcClient jdbc, YachtId yacht, String space) {
        Optional<String> table =
                jdbc.sql("""
                        select table_name from embedding_spaces
                        where name = :space and to_regclass(table_name) is not null""").param("space", space).query(String.class).optional();
        // The name is made by EmbeddingSpace.table(): letters, digits and underscores.
        return table.map(name -> jdbc.sql("delete from " + name + " where yacht_id = :yacht and chunk_id in (select"
                                + " chunk_id from " + name + " where yacht_id = :yacht limit :most) and " + UNUSED)
                        .param("yacht", yacht.value())
                        .param("space", space)
                        .param("most", DROPPED_AT_ONCE)
                        .update())
                .orElse(0);
    }
}
