package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.search.FileReport.FileStatus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.indexing.Upload.Claimed;
import io.celesteos.search.jobs.JobQueue;
import io.celesteos.search.tenancy.YachtData;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files in parts of a table, and what becomes of each in another. A job is of kind {@code ingest_files} while they are
 * read, so that nothing takes it for done, then {@code ingest} like that of any document.
 */
@Component
class PgUploadStore implements UploadStore {

    private static final int PART = 1 << 20;
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private static final String RECEIVE = """
            insert into jobs (id, yacht_id, kind, status, stage, total, payload)
            values (:id, :yacht, 'ingest_files', 'queued', 'read', :total, cast(:payload as jsonb))""";
    private static final String RECEIVE_FILE = """
            insert into upload_files (job_id, yacht_id, position, document_id, hash, report)
            values (:job, :yacht, :position, :document, :hash, cast(:report as jsonb))""";
    private static final String CLAIM = """
            update upload_files u set stage = 'reading', lane = :lane, attempts = u.attempts + 1, not_before = null
            from jobs j
            where j.id = u.job_id and j.yacht_id = :yacht and (u.job_id, u.position) = (
                select f.job_id, f.position from upload_files f
                where f.yacht_id = :yacht and f.stage <> 'ended' and (f.lane is null or f.lane = :lane)
                    and (f.not_before is null or f.not_before <= now())
                order by f.lane nulls last, f.received_at, f.job_id, f.position
                limit 1 for update skip locked)
            returning u.job_id, u.position, u.attempts, u.hash, u.report::text as report,
                j.payload ->> 'title' as title, j.payload ->> 'metadata' as metadata""";
    private static final String BEGIN = """
            update jobs set status = 'running', updated_at = now()
            where id = :job and yacht_id = :yacht and status = 'queued'""";

    /** Whose file it is: the lane's, in its latest attempt. */
    private static final String OURS =
            " where job_id = :job and yacht_id = :yacht and position = :position and stage <> 'ended'"
                    + " and lane = :lane and attempts = :attempt";

    private static final String SETTLE = """
            update jobs set done = done + 1, updated_at = now()
            where id = :job and yacht_id = :yacht and kind = 'ingest_files' and status = 'running'
            returning done >= total""";
    private static final String FINISH = """
            update jobs set kind = 'ingest', updated_at = now(),
                status = case when :stored then 'running' else 'failed' end,
                stage = case when :stored then 'embed' else 'done' end,
                done = case when :stored then 0 else done end, total = case when :stored then 0 else total end,
                error = case when :stored then null else :unread end,
                payload = payload || cast(:more as jsonb)
            where id = :job and yacht_id = :yacht and kind = 'ingest_files' and status = 'running'""";

    private final YachtData data;
    private final PgDocumentStore documents;
    private final JobQueue queue;
    private final UploadsProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    PgUploadStore(
            YachtData data,
            PgDocumentStore documents,
            JobQueue queue,
            UploadsProperties properties,
            JsonMapper json,
            Clock clock) {
        this.data = data;
        this.documents = documents;
        this.queue = queue;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
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
        String payload = json.writeValueAsString(Map.of("title", upload.title(), "metadata", upload.metadata()));
        try {
            data.write(yacht, jdbc -> {
                jdbc.sql(RECEIVE)
                        .param("id", job)
                        .param("yacht", yacht.value())
                        .param("total", upload.files().size())
                        .param("payload", payload)
                        .update();
                for (int i = 0; i < upload.files().size(); i++) {
                    receive(jdbc, yacht, job, i, upload.files().get(i));
                }
                return open(jdbc, yacht, upload.files().size());
            });
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        return job;
    }

    private void receive(JdbcClient jdbc, YachtId yacht, UUID job, int position, Upload.Received file) {
        jdbc.sql(RECEIVE_FILE)
                .param("job", job)
                .param("yacht", yacht.value())
                .param("position", position)
                .param("document", file.documentId())
                .param("hash", file.hash())
                .param("report", json.writeValueAsString(FileReport.waiting(file.name(), file.documentId())))
                .update();
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

    /** Lanes for so many files more; last in its transaction, since it keeps others waiting. */
    private int open(JdbcClient jdbc, YachtId yacht, int files) {
        alone(jdbc, yacht);
        int lanes = Math.min(properties.lanes(), files);
        for (int number = 0; number < lanes; number++) {
            queue.hasten(new UploadLane(yacht.value(), number).task(), clock.instant());
        }
        return lanes;
    }

    /** Until the end of the transaction: whether a lane is needed must not change while it is decided. */
    private static void alone(JdbcClient jdbc, YachtId yacht) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", "uploads:" + yacht)
                .query((row, n) -> true)
                .single();
    }

    @Override
    public Optional<Claimed> claim(UploadLane lane) {
        YachtId yacht = lane.yachtId();
        return data.write(yacht, jdbc -> {
            Optional<Claimed> claimed = jdbc.sql(CLAIM)
                    .param("yacht", yacht.value())
                    .param("lane", lane.number())
                    .query((row, n) -> new Claimed(
                            row.getObject("job_id", UUID.class),
                            row.getInt("position"),
                            lane.number(),
                            row.getInt("attempts"),
                            row.getString("title"),
                            json.readValue(row.getString("metadata"), METADATA),
                            row.getString("hash"),
                            json.readValue(row.getString("report"), FileReport.class)))
                    .optional();
            claimed.ifPresent(file -> jdbc.sql(BEGIN)
                    .param("job", file.job())
                    .param("yacht", yacht.value())
                    .update());
            return claimed;
        });
    }

    private static JdbcClient.StatementSpec ours(JdbcClient jdbc, String sql, YachtId yacht, Claimed file) {
        return ours(jdbc, sql, "", yacht, file);
    }

    private static JdbcClient.StatementSpec ours(JdbcClient jdbc, String sql, String end, YachtId yacht, Claimed file) {
        return jdbc.sql(sql + OURS + end)
                .param("job", file.job())
                .param("yacht", yacht.value())
                .param("position", file.position())
                .param("lane", file.lane())
                .param("attempt", file.attempt());
    }

    @Override
    public boolean storing(YachtId yacht, Claimed file) {
        return data.write(
                yacht,
                jdbc -> ours(jdbc, "update upload_files set stage = 'storing'", yacht, file)
                                .update()
                        == 1);
    }

    @Override
    public boolean held(YachtId yacht, Claimed file) {
        return data.read(
                yacht,
                jdbc -> ours(jdbc, "select count(*) from upload_files", yacht, file)
                                .query(Integer.class)
                                .single()
                        == 1);
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
    public void copy(YachtId yacht, Claimed file, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            Optional<byte[]> bytes = part(yacht, file, 0);
            for (int part = 1; bytes.isPresent(); part++) {
                out.write(bytes.get());
                bytes = part(yacht, file, part);
            }
        }
    }

    private Optional<byte[]> part(YachtId yacht, Claimed file, int part) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql("""
                        select bytes from job_files
                        where job_id = :job and yacht_id = :yacht and position = :position and part = :part""")
                        .param("job", file.job())
                        .param("yacht", yacht.value())
                        .param("position", file.position())
                        .param("part", part)
                        .query((row, n) -> row.getBytes("bytes"))
                        .optional());
    }

    @Override
    public boolean settle(YachtId yacht, Claimed file, FileReport report, @Nullable PreparedDocument document) {
        return data.write(yacht, jdbc -> {
            boolean held = ours(jdbc, "select job_id from upload_files", " for update", yacht, file)
                    .query(UUID.class)
                    .optional()
                    .isPresent();
            return held && settled(jdbc, yacht, file, report, document);
        });
    }

    /** Always the file before its job: so does cancelling, and neither waits for the other in a circle. */
    private boolean settled(
            JdbcClient jdbc, YachtId yacht, Claimed file, FileReport report, @Nullable PreparedDocument document) {
        boolean twin = document != null
                && documents.insert(jdbc, yacht, List.of(document)).isEmpty();
        FileReport told = twin ? FileReport.duplicate(report.name(), report.documentId()) : report;
        ours(
                        jdbc,
                        "update upload_files set stage = 'ended', not_before = null, report = cast(:report as jsonb)",
                        yacht,
                        file)
                .param("report", json.writeValueAsString(told))
                .update();
        jdbc.sql("delete from job_files where job_id = :job and yacht_id = :yacht and position = :position")
                .param("job", file.job())
                .param("yacht", yacht.value())
                .param("position", file.position())
                .update();
        boolean last = jdbc.sql(SETTLE)
                .param("job", file.job())
                .param("yacht", yacht.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (last) {
            finish(jdbc, yacht, file.job());
        }
        return true;
    }

    private void finish(JdbcClient jdbc, YachtId yacht, UUID job) {
        List<FileReport> reports = jdbc.sql("select report::text as report from upload_files"
                        + " where job_id = :job and yacht_id = :yacht order by position")
                .param("job", job)
                .param("yacht", yacht.value())
                .query((row, n) -> json.readValue(row.getString("report"), FileReport.class))
                .list();
        List<UUID> stored = reports.stream()
                .filter(each -> each.status() == FileStatus.STORED || each.status() == FileStatus.DUPLICATE)
                .map(FileReport::documentId)
                .distinct()
                .toList();
        String unread = Unread.words(reports);
        Map<String, Object> more =
                unread.isEmpty() ? Map.of("document_ids", stored) : Map.of("document_ids", stored, "unread", unread);
        jdbc.sql(FINISH)
                .param("job", job)
                .param("yacht", yacht.value())
                .param("stored", !stored.isEmpty())
                .param("unread", unread)
                .param("more", json.writeValueAsString(more))
                .update();
    }

    @Override
    public void postpone(YachtId yacht, Claimed file, Duration pause, String why) {
        data.write(
                yacht,
                jdbc -> ours(jdbc, """
                        update upload_files set stage = 'received', lane = null,
                            not_before = now() + :millis * interval '1 millisecond',
                            report = report || jsonb_build_object('error', cast(:why as text))""", yacht, file)
                        .param("millis", pause.toMillis())
                        .param("why", why)
                        .update());
    }

    @Override
    public void release(YachtId yacht, Claimed file, @Nullable String why) {
        data.write(yacht, jdbc -> ours(jdbc, """
                        update upload_files set stage = 'received', lane = null, attempts = attempts - 1,
                            report = report || jsonb_strip_nulls(jsonb_build_object('error', cast(:why as text)))""", yacht, file).param("why", why).update());
    }

    @Override
    public void next(UploadLane lane, Consumer<@Nullable Duration> decision) {
        YachtId yacht = lane.yachtId();
        data.write(yacht, jdbc -> {
            alone(jdbc, yacht);
            Long millis = jdbc.sql("""
                    select cast(ceil(min(greatest(0, coalesce(extract(epoch from not_before - now()), 0) * 1000))) as bigint)
                    from upload_files
                    where yacht_id = :yacht and stage <> 'ended' and (lane is null or lane = :lane)""")
                    .param("yacht", yacht.value())
                    .param("lane", lane.number())
                    .query((row, n) -> row.getObject(1, Long.class))
                    .list()
                    .getFirst();
            decision.accept(millis == null ? null : Duration.ofMillis(millis));
            return true;
        });
    }

    @Override
    public int resume(YachtId yacht) {
        return data.write(yacht, jdbc -> {
            int files = jdbc.sql("select count(*) from upload_files where yacht_id = :yacht and stage <> 'ended'")
                    .param("yacht", yacht.value())
                    .query(Integer.class)
                    .single();
            if (files > 0) {
                alone(jdbc, yacht);
                for (int number = 0; number < Math.min(properties.lanes(), files); number++) {
                    queue.schedule(new UploadLane(yacht.value(), number).task(), clock.instant());
                }
            }
            return files;
        });
    }
}
