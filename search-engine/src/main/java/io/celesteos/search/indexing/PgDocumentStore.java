package io.celesteos.search.indexing;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.indexing.PreparedDocument.PreparedChunk;
import io.celesteos.search.tenancy.YachtData;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents in PostgreSQL. Rows go in as one JSON parameter a table: a statement a row would raise the yacht's
 * generation as often. Documents come in order of id and before all chunks, so that two submissions of the
 * same documents wait for each other and never both.
 */
@Component
class PgDocumentStore implements DocumentStore {

    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private static final String INSERT_DOCUMENTS = """
            insert into documents (id, yacht_id, title, content_hash, body, metadata)
            select d.id, :yacht, d.title, decode(d.hash, 'hex'), d.body, d.metadata
            from jsonb_to_recordset(cast(:documents as jsonb))
                as d(id uuid, title text, hash text, body text, metadata jsonb)
            order by d.id
            on conflict do nothing returning id""";
    private static final String INSERT_CHUNKS = """
            insert into document_chunks (id, yacht_id, document_id, chunk_index, content, metadata, content_hash)
            select c.id, :yacht, c.document_id, c.chunk_index, c.content, c.metadata, decode(c.hash, 'hex')
            from jsonb_to_recordset(cast(:chunks as jsonb)) as c(
                id uuid, document_id uuid, chunk_index integer, content text, metadata jsonb, hash text)""";
    private static final String INSERT_JOB = """
            insert into jobs (id, yacht_id, kind, status, stage, total, payload)
            values (:id, :yacht, 'ingest', 'queued', 'stored', :total, cast(:payload as jsonb))""";
    private static final String LIST = """
            select d.id, d.title, d.metadata::text as metadata, d.created_at,
                (select count(*) from document_chunks c where c.document_id = d.id) as chunks
            from documents d where d.yacht_id = :yacht order by d.title, d.id limit :limit offset :offset""";

    private final YachtData data;
    private final JsonMapper json;

    PgDocumentStore(YachtData data, JsonMapper json) {
        this.data = data;
        this.json = json;
    }

    @Override
    public UUID store(YachtId yacht, List<PreparedDocument> documents) {
        UUID job = UUID.randomUUID();
        data.write(yacht, jdbc -> {
            insert(jdbc, yacht, documents);
            return jdbc.sql(INSERT_JOB)
                    .param("id", job)
                    .param("yacht", yacht.value())
                    .param(
                            "total",
                            documents.stream()
                                    .mapToInt(each -> each.chunks().size())
                                    .sum())
                    .param(
                            "payload",
                            json.writeValueAsString(Map.of(
                                    "document_ids",
                                    documents.stream().map(PreparedDocument::id).toList())))
                    .update();
        });
        return job;
    }

    /** Within the caller's transaction; what is there already stays as it is. @return what was not */
    Set<UUID> insert(JdbcClient jdbc, YachtId yacht, List<PreparedDocument> documents) {
        Set<UUID> added = insertDocuments(jdbc, yacht, documents);
        List<PreparedChunk> chunks = documents.stream()
                .filter(document -> added.contains(document.id()))
                .flatMap(document -> document.chunks().stream())
                .toList();
        if (!chunks.isEmpty()) {
            jdbc.sql(INSERT_CHUNKS)
                    .param("yacht", yacht.value())
                    .param("chunks", json.writeValueAsString(chunks))
                    .update();
        }
        return added;
    }

    private Set<UUID> insertDocuments(JdbcClient jdbc, YachtId yacht, List<PreparedDocument> documents) {
        List<Map<String, Object>> rows = documents.stream()
                .map(each -> Map.<String, Object>of(
                        "id", each.id(),
                        "title", each.title(),
                        "hash", each.hash(),
                        "body", each.body(),
                        "metadata", each.metadata()))
                .toList();
        return new HashSet<>(jdbc.sql(INSERT_DOCUMENTS)
                .param("yacht", yacht.value())
                .param("documents", json.writeValueAsString(rows))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list());
    }

    @Override
    public boolean delete(YachtId yacht, UUID document) {
        return data.write(
                yacht,
                jdbc -> jdbc.sql("delete from documents where id = :id and yacht_id = :yacht")
                                .param("id", document)
                                .param("yacht", yacht.value())
                                .update()
                        == 1);
    }

    @Override
    public DocumentList list(YachtId yacht, int limit, int offset) {
        return data.read(
                yacht,
                jdbc -> new DocumentList(
                        jdbc.sql(LIST)
                                .param("yacht", yacht.value())
                                .param("limit", limit)
                                .param("offset", offset)
                                .query((row, n) -> new DocumentList.DocumentSummary(
                                        row.getObject("id", UUID.class),
                                        row.getString("title"),
                                        row.getInt("chunks"),
                                        json.readValue(row.getString("metadata"), METADATA),
                                        row.getObject("created_at", OffsetDateTime.class)))
                                .list(),
                        jdbc.sql("select count(*) from documents where yacht_id = :yacht")
                                .param("yacht", yacht.value())
                                .query(Long.class)
                                .single()));
    }
}
