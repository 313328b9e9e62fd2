package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.PassageText;
import io.celesteos.search.tenancy.YachtData;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Table {@code chunk_token_vectors}; all state is there, so a restart forgets nothing. */
@Component
class PgPendingTokenVectors implements PendingTokenVectors {

    private static final String PENDING = """
            select c.id, c.xmin::text as version, c.content,
                c.metadata ->> 'title' as title, c.metadata ->> 'section' as section
            from document_chunks c
            where c.yacht_id = :yacht
              and not exists (select from chunk_token_vectors t where t.chunk_id = c.id and t.space = :space)
            order by c.updated_at, c.document_id, c.chunk_index limit :most""";

    /**
     * Locked, so that a change under way is either seen here or finds these rows, and deletes them, when it is
     * through.
     */
    private static final String SAVE = """
            with made as materialized (
                select split_part(line, ' ', 1)::uuid as chunk, split_part(line, ' ', 2) as version,
                    decode(split_part(line, ' ', 3), 'hex') as vectors
                from unnest(string_to_array(:rows, E'\\n')) as line)
            insert into chunk_token_vectors (chunk_id, space, yacht_id, vectors)
            select c.id, :space, :yacht, made.vectors
            from document_chunks c join made on made.chunk = c.id and made.version = c.xmin::text
            where c.yacht_id = :yacht
            for share of c
            on conflict (chunk_id, space) do nothing""";

    /** A day: replicas of the release before may still be at work, and a release may be taken back. */
    private static final String TIDY = """
            delete from chunk_token_vectors
            where yacht_id = :yacht and space <> :space and made_at < now() - interval '1 day'""";

    private final YachtData data;

    PgPendingTokenVectors(YachtData data) {
        this.data = data;
    }

    @Override
    public List<PendingText> next(YachtId yacht, String space, int most) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql(PENDING)
                        .param("yacht", yacht.value())
                        .param("space", space)
                        .param("most", most)
                        .query((row, n) -> new PendingText(
                                row.getObject("id", UUID.class),
                                row.getString("version"),
                                PassageText.of(
                                        row.getString("title"), row.getString("section"), row.getString("content"))))
                        .list());
    }

    @Override
    public void save(YachtId yacht, String space, Map<PendingText, byte[]> vectors) {
        StringBuilder rows = new StringBuilder();
        vectors.forEach((text, packed) -> rows.append(rows.isEmpty() ? "" : "\n")
                .append(text.chunk())
                .append(' ')
                .append(text.version())
                .append(' ')
                .append(HexFormat.of().formatHex(packed)));
        data.write(
                yacht,
                jdbc -> jdbc.sql(SAVE)
                        .param("yacht", yacht.value())
                        .param("space", space)
                        .param("rows", rows.toString())
                        .update());
    }

    @Override
    public void tidy(YachtId yacht, String space) {
        data.write(
                yacht,
                jdbc -> jdbc.sql(TIDY)
                        .param("yacht", yacht.value())
                        .param("space", space)
                        .update());
    }
}
