package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.search.FileReport.FileStatus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.YachtData;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files in parts of a table. A job is of kind {@code ingest_files} while they are read, so that nothing takes it for
 * done, then {@code ingest} like that of any document.
 */
@Component
class PgUploadStore implements UploadStore {

    private static final int PART = 1 << 20;
    private static final TypeReference<List<FileReport>> FILES = new TypeReference<>() {};
    private static final TypeReference<List<String>> HASHES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private static final String RECEIVE = """
            insert into jobs (id, yacht_id, kind, status, stage, total, payload)
            values (:id, :yacht, 'ingest_files', 'queued', 'read', :total, cast(:payload as jsonb))""";
    private static final String CLAIM = """
            update jobs set status = 'running', updated_at = now(),
                lease_until = now() + :seconds * interval '1 second',
                payload = jsonb_set(payload, '{claims}',
                    to_jsonb(coalesce(cast(payload ->> 'claims' as integer), 0) + 1))
            where id = (
                select id from jobs where yacht_id = :yacht and kind = 'ingest_files'
                    and status in ('queued', 'running') and (lease_until is null or lease_until < now())
                order by created_at, id limit 1 for update skip locked)
            returning id, payload ->> 'title' as title, payload ->> 'metadata' as metadata,
                payload ->> 'hashes' as hashes, payload ->> 'files' as files,
                cast(payload ->> 'claims' as integer) as claims""";
    private static final String SETTLE = """
            update jobs set done = done + 1, updated_at = now(), lease_until = now() + :seconds * interval '1 second',
                payload = jsonb_set(payload - 'claims', array['files', :position], cast(:report as jsonb))
            where id = :id and yacht_id = :yacht and kind = 'ingest_files' and status = 'running'
                and payload #>> array['files', :position, 'status'] = 'waiting'""";
    private static final String FINISH = """
            update jobs set kind = 'ingest', updated_at = now(), lease_until = null,
                status = case when :stored then 'running' else 'failed' end,
                stage = case when :stored then 'embed' else 'done' end,
                error = case when :stored then null else :unread end,
                payload = payload || cast(:more as jsonb)
            where id = :id and yacht_id = :yacht and kind = 'ingest_files' and status = 'running'""";

    private final YachtData data;
    private final PgDocumentStore documents;
    private final JsonMapper json;

    PgUploadStore(YachtData data, PgDocumentStore documents, JsonMapper json) {
        this.data = data;
        this.documents = documents;
        this.json = json;
    }

    @Override
    public int waiting(YachtId yacht) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql("""
                        select count(*) from jobs
                        where yacht_id = :yacht and kind = 'ingest_files' and status in ('queued', 'running')""")
                        .param("yacht", yacht.value())
                        .query(Integer.class)
                        .single());
    }

    @Override
    public UUID receive(YachtId yacht, Upload upload) throws IOException {
        UUID job = UUID.randomUUID();
        String payload = json.writeValueAsString(Map.of(
                "title", upload.title(),
                "metadata", upload.metadata(),
                "hashes", upload.files().stream().map(Upload.Received::hash).toList(),
                "files",
                        upload.files().stream()
                                .map(each -> FileReport.waiting(each.name(), each.documentId()))
                                .toList()));
        try {
            data.write(yacht, jdbc -> {
                jdbc.sql(RECEIVE)
                        .param("id", job)
                        .param("yacht", yacht.value())
                        .param("total", upload.files().size())
                        .param("payload", payload)
                        .update();
                for (int i = 0; i < upload.files().size(); i++) {
                    parts(jdbc, yacht, job, i, upload.files().get(i));
                }
                return true;
            });
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        return job;
    }

    private static void parts(JdbcClient jdbc, YachtId yacht, UUID job, int position, Upload.Received file) {
        try (InputStream bytes = file.bytes().getInputStream()) {
            int part = 0;
            for (byte[] next = bytes.readNBytes(PART); next.length > 0; next = bytes.readNBytes(PART)) {
                jdbc.sql("""
                        insert into job_files (job_id, yacht_id, position, part, bytes)
                        values (:job, :yacht, :position, :part, :bytes)""")
                        .param("job", job)
                        .param("yacht", yacht.value())
                        .param("position", position)
                        .param("part", part++)
                        .param("bytes", next)
                        .update();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Optional<Upload.Waiting> claim(YachtId yacht, Duration lease) {
        return data.write(
                yacht,
                jdbc -> jdbc.sql(CLAIM)
                        .param("yacht", yacht.value())
                        .param("seconds", lease.toSeconds())
                        .query((row, n) -> new Upload.Waiting(
                                row.getObject("id", UUID.class),
                                row.getString("title"),
                                json.readValue(row.getString("metadata"), METADATA),
                                json.readValue(row.getString("hashes"), HASHES),
                                json.readValue(row.getString("files"), FILES),
                                row.getInt("claims")))
                        .optional());
    }

    @Override
    public boolean known(YachtId yacht, UUID document) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql("select count(*) from documents where id = :id and yacht_id = :yacht")
                                .param("id", document)
                                .param("yacht", yacht.value())
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    @Override
    public void copy(YachtId yacht, UUID job, int position, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            Optional<byte[]> bytes = part(yacht, job, position, 0);
            for (int part = 1; bytes.isPresent(); part++) {
                out.write(bytes.get());
                bytes = part(yacht, job, position, part);
            }
        }
    }

    private Optional<byte[]> part(YachtId yacht, UUID job, int position, int part) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql("""
                        select bytes from job_files
                        where job_id = :job and yacht_id = :yacht and position = :position and part = :part""")
                        .param("job", job)
                        .param("yacht", yacht.value())
                        .param("position", position)
                        .param("part", part)
                        .query((row, n) -> row.getBytes("bytes"))
                        .optional());
    }

    @Override
    public boolean settle(
            YachtId yacht,
            UUID job,
            int position,
            FileReport report,
            @Nullable PreparedDocument document,
            Duration lease) {
        return data.write(yacht, jdbc -> {
            boolean settled = jdbc.sql(SETTLE)
                            .param("id", job)
                            .param("yacht", yacht.value())
                            .param("position", Integer.toString(position))
                            .param("report", json.writeValueAsString(report))
                            .param("seconds", lease.toSeconds())
                            .update()
                    == 1;
            if (settled) {
                if (document != null) {
                    documents.insert(jdbc, yacht, List.of(document));
                }
                jdbc.sql("delete from job_files where job_id = :job and yacht_id = :yacht and position = :position")
                        .param("job", job)
                        .param("yacht", yacht.value())
                        .param("position", position)
                        .update();
            }
            return settled;
        });
    }

    @Override
    public void finish(YachtId yacht, Upload.Waiting job, String unread) {
        List<UUID> stored = job.files().stream()
                .filter(each -> each.status() == FileStatus.STORED || each.status() == FileStatus.DUPLICATE)
                .map(FileReport::documentId)
                .toList();
        Map<String, Object> more =
                unread.isEmpty() ? Map.of("document_ids", stored) : Map.of("document_ids", stored, "unread", unread);
        data.write(
                yacht,
                jdbc -> jdbc.sql(FINISH)
                        .param("id", job.job())
                        .param("yacht", yacht.value())
                        .param("stored", !stored.isEmpty())
                        .param("unread", unread)
                        .param("more", json.writeValueAsString(more))
                        .update());
    }
}
