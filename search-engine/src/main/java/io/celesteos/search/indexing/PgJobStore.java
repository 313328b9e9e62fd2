package io.celesteos.search.indexing;

import io.celesteos.contracts.search.FileReport;
import io.celesteos.contracts.search.FileReport.FileStatus;
import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.search.JobReport.JobProgress;
import io.celesteos.contracts.search.JobReport.JobStatus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.vector.EmbeddingSpaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as rows. What a queued one waits for is other jobs: it stalls when none of its yacht's gets on. */
@Component
class PgJobStore implements JobStore {

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private static final String SELECT = """
            select id, kind, status, stage, done, total, error, created_at, ended_at, stage_began_at, stage_base,
                clock_timestamp() as asked_at,
                case when status = 'queued' then (
                    select max(o.progressed_at) from jobs o
                    where o.yacht_id = :yacht and o.status in ('queued', 'running'))
                else progressed_at end as got_on_at
            from jobs j where yacht_id = :yacht""";
    private static final String FILES = """
            select stage, attempts, report::text as report from upload_files
            where job_id = :job and yacht_id = :yacht order by position""";
    private static final String EMBEDDED = """
            select f.document_id, count(e.chunk_id) as embedded
            from (select distinct document_id from upload_files
                where job_id = :job and yacht_id = :yacht and stage = 'ended') f
            join document_chunks c on c.document_id = f.document_id and c.yacht_id = :yacht
            left join chunk_embeddings e on e.chunk_id = c.id and e.space = :space
            group by f.document_id""";
    private static final String CANCEL_FILES = """
            update upload_files set stage = 'ended', lane = null, not_before = null,
                report = (report - 'error') || '{"status": "cancelled"}'
            where job_id = :job and yacht_id = :yacht and stage <> 'ended'""";
    private static final String CANCEL = """
            update jobs set status = 'cancelled', stage = 'done', updated_at = now()
            where id = :job and yacht_id = :yacht and kind in ('ingest', 'ingest_files')
                and status in ('queued', 'running')""";
    private static final String FORGET = """
            delete from jobs where id in (
                select id from jobs where yacht_id = :yacht and ended_at < now() - :keep * interval '1 second'
                order by ended_at limit :most)""";
    private static final String TEND = """
            select count(*) filter (where kind = 'ingest_files') as reading,
                count(*) filter (where kind = 'ingest') as embedding,
                count(*) filter (where progressed_at < now() - :stalled * interval '1 second'
                    and (status = 'running' or got_on_at < now() - :stalled * interval '1 second')) as stalled
            from (
                select kind, status, progressed_at, max(progressed_at) over () as got_on_at from jobs
                where yacht_id = :yacht and status in ('queued', 'running')) going""";

    private final YachtData data;
    private final EmbeddingSpaces spaces;
    private final UploadsProperties properties;
    private final JsonMapper json;

    PgJobStore(YachtData data, EmbeddingSpaces spaces, UploadsProperties properties, JsonMapper json) {
        this.data = data;
        this.spaces = spaces;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public Optional<JobReport> job(YachtId yacht, UUID job) {
        String space = spaces.serving(yacht).name();
        return data.read(
                yacht,
                jdbc -> jdbc.sql(SELECT + " and id = :job")
                        .param("yacht", yacht.value())
                        .param("job", job)
                        .query((row, n) -> report(row))
                        .optional()
                        .map(report -> withFiles(jdbc, yacht, report, space)));
    }

    @Override
    public List<JobReport> list(YachtId yacht, @Nullable JobStatus status, int limit) {
        return data.read(
                yacht,
                jdbc -> jdbc.sql(
                                SELECT
                                        + " and status = coalesce(cast(:status as text), status) order by created_at desc, id limit :limit")
                        .param("yacht", yacht.value())
                        .param("status", status == null ? null : status.name().toLowerCase(Locale.ROOT))
                        .param("limit", limit)
                        .query((row, n) -> report(row))
                        .list());
    }

    private JobReport report(ResultSet row) throws SQLException {
        JobStatus status = JobStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
        MeasuredProgress measured = new MeasuredProgress(
                row.getString("stage"),
                row.getInt("done"),
                row.getInt("total"),
                row.getInt("stage_base"),
                instant(row, "stage_began_at"),
                instant(row, "got_on_at"),
                instant(row, "asked_at"));
        boolean stalled = !status.ended() && measured.stalled(properties.stalledAfter());
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        String kind = row.getString("kind");
        return new JobReport(
                row.getObject("id", UUID.class),
                status,
                status == JobStatus.RUNNING
                        ? measured.told(stalled)
                        : new JobProgress(measured.done(), measured.total(), measured.stage()),
                row.getString("error"),
                null,
                kind.equals("ingest_files") ? "ingest" : kind,
                instant(row, "created_at"),
                ended == null ? null : ended.toInstant(),
                stalled,
                status == JobStatus.CANCELLED ? "What was stored stays and still gets its vectors." : null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private JobReport withFiles(JdbcClient jdbc, YachtId yacht, JobReport report, String space) {
        Map<UUID, Integer> embedded = new HashMap<>();
        if (!report.status().ended()) {
            jdbc.sql(EMBEDDED)
                    .param("job", report.id())
                    .param("yacht", yacht.value())
                    .param("space", space)
                    .query(row -> {
                        embedded.put(row.getObject("document_id", UUID.class), row.getInt("embedded"));
                    });
        }
        List<FileReport> files = jdbc.sql(FILES)
                .param("job", report.id())
                .param("yacht", yacht.value())
                .query((row, n) -> file(row, embedded, report.status().ended()))
                .list();
        return files.isEmpty() ? report : with(report, files);
    }

    private FileReport file(ResultSet row, Map<UUID, Integer> embedded, boolean over) throws SQLException {
        FileReport file = json.readValue(row.getString("report"), FileReport.class);
        String stage = row.getString("stage");
        int attempts = row.getInt("attempts");
        Integer vectors = null;
        if (stage.equals("ended")) {
            vectors = file.status() == FileStatus.STORED ? embedded.get(file.documentId()) : null;
            Integer chunks = file.chunks();
            boolean lacking = !over && vectors != null && chunks != null && vectors < chunks;
            stage = lacking ? "embedding" : "done";
        }
        return file.at(stage, vectors, attempts == 0 ? null : attempts);
    }

    private static JobReport with(JobReport report, List<FileReport> files) {
        long stored = files.stream()
                .filter(each -> each.status() == FileStatus.STORED || each.status() == FileStatus.DUPLICATE)
                .count();
        String notice = report.status() == JobStatus.CANCELLED
                ? stored + " of " + files.size() + " files are stored: they stay and still get their vectors."
                : null;
        return new JobReport(
                report.id(),
                report.status(),
                report.progress(),
                report.error(),
                files,
                report.kind(),
                report.createdAt(),
                report.endedAt(),
                report.stalled(),
                notice);
    }

    @Override
    public boolean cancel(YachtId yacht, UUID job) {
        return data.write(yacht, jdbc -> {
            // The files first, as whoever settles one does: neither waits for the other in a circle.
            int files = update(jdbc, CANCEL_FILES, yacht, job);
            boolean cancelled = update(jdbc, CANCEL, yacht, job) == 1;
            if (files > 0 && !cancelled) {
                throw new IllegalStateException("job " + job + " had ended with files open");
            }
            if (cancelled) {
                update(jdbc, "delete from job_files where job_id = :job and yacht_id = :yacht", yacht, job);
            }
            return cancelled;
        });
    }

    private static int update(JdbcClient jdbc, String sql, YachtId yacht, UUID job) {
        return jdbc.sql(sql).param("job", job).param("yacht", yacht.value()).update();
    }

    @Override
    public Tended tend(YachtId yacht, Duration stalledAfter, Duration keepEnded) {
        return data.write(yacht, jdbc -> {
            jdbc.sql(FORGET)
                    .param("yacht", yacht.value())
                    .param("keep", keepEnded.toSeconds())
                    .param("most", FORGOTTEN_AT_ONCE)
                    .update();
            return jdbc.sql(TEND)
                    .param("yacht", yacht.value())
                    .param("stalled", stalledAfter.toSeconds())
                    .query((row, n) ->
                            new Tended(row.getInt("reading"), row.getInt("embedding"), row.getInt("stalled")))
                    .single();
        });
    }
}
