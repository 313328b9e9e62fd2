package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.PassageText;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.tenancy.PgParameters;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.vector.VectorStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The work that is left, and its results; all state is in the database, so a restart forgets nothing. */
@Component
class PgPendingChunks implements PendingChunks {

    private static final String PENDING = """
            select c.id, c.content, c.metadata ->> 'title' as title, c.metadata ->> 'section' as section
            from document_chunks c
            where c.yacht_id = :yacht and c.id <> all(cast(:others as uuid[]))
              and not exists (select from chunk_embeddings e where e.space = :space and e.chunk_id = c.id)
            order by c.updated_at, c.document_id, c.chunk_index limit :most""";

    /**
     * A job is done when none of its documents' chunks waits; what was refused, or files that could not be read, make
     * it a failed one.
     */
    private static final String SETTLE = """
            update jobs j set
                done = counted.done, total = counted.total, updated_at = now(),
                stage = case when counted.done + counted.refused >= counted.total then 'done' else 'embed' end,
                status = case
                    when counted.done + counted.refused < counted.total then 'running'
                    when counted.refused > 0 or jsonb_exists(j.payload, 'unread') then 'failed'
                    else 'succeeded' end,
                error = nullif(concat_ws('; ', j.payload ->> 'unread', case when counted.refused > 0
                    then counted.refused || ' of ' || counted.total || ' passages could not be embedded' end), '')
            from (
                select open.id, count(c.id) as total, count(e.chunk_id) as done,
                    count(c.id) filter (where e.chunk_id is null and c.id = any(cast(:refused as uuid[]))) as refused
                from jobs open
                left join lateral jsonb_array_elements_text(open.payload -> 'document_ids') as document(id) on true
                left join document_chunks c on c.document_id = document.id::uuid and c.yacht_id = :yacht
                left join chunk_embeddings e on e.chunk_id = c.id and e.space = :space
                where open.yacht_id = :yacht and open.kind = 'ingest' and open.status in ('queued', 'running')
                group by open.id) counted
            where j.id = counted.id and j.yacht_id = :yacht and j.status in ('queued', 'running')""";

    private final YachtData data;
    private final VectorStore vectors;

    PgPendingChunks(YachtData data, VectorStore vectors) {
        this.data = data;
        this.vectors = vectors;
    }

    @Override
    public List<PendingChunk> next(YachtId yacht, EmbeddingSpace space, int most, Collection<UUID> others) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql(PENDING)
                        .param("yacht", yacht.value())
                        .param("space", space.name())
                        .param("others", PgParameters.uuids(others))
                        .param("most", most)
                        .query((row, n) -> new PendingChunk(
                                row.getObject("id", UUID.class),
                                PassageText.of(
                                        row.getString("title"), row.getString("section"), row.getString("content"))))
                        .list());
    }

    @Override
    public void save(YachtId yacht, EmbeddingSpace space, Map<UUID, UnitVector> embedded) {
        data.write(yacht, jdbc -> {
            vectors.save(jdbc, yacht, space, embedded);
            return true;
        });
    }

    @Override
    public void settle(YachtId yacht, EmbeddingSpace space, Collection<UUID> refused) {
        data.write(
                yacht,
                jdbc -> jdbc.sql(SETTLE)
                        .param("yacht", yacht.value())
                        .param("space", space.name())
                        .param("refused", PgParameters.uuids(refused))
                        .update());
    }
}
