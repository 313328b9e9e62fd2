package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.jobs.JobSignals;
import io.celesteos.search.tenancy.YachtData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Two tables under row-level security. */
final class PgRunStore implements RunStore {

    /** Only by whoever took the run last, while it is open. */
    private static final String MINE = """
             exists (select from workflow_runs r where r.id = :run and r.yacht_id = :yacht
                     and r.turn = :turn and r.status = 'running')""";

    private static final String STEP = " where run_id = :run and yacht_id = :yacht and position = :step and ";
    private static final String OPEN = " status in ('queued', 'running') ";

    private final YachtData data;
    private final PgRunRows rows;
    private final JobSignals signals;
    private final Consumer<RunKey> queue;

    /** @param queue called within the transaction that a run is put down in */
    PgRunStore(YachtData data, JsonMapper json, JobSignals signals, Consumer<RunKey> queue) {
        this.data = data;
        this.rows = new PgRunRows(json);
        this.signals = signals;
        this.queue = queue;
    }

    @Override
    public Start start(YachtId yacht, NewRun run, int most) {
        return data.write(yacht, jdbc -> {
            jdbc.sql("select 1 from pg_advisory_xact_lock(hashtext('workflow_runs'), hashtext(:yacht))")
                    .param("yacht", yacht.toString())
                    .query((row, n) -> 1)
                    .single();
            return standing(jdbc, yacht, run, most).orElseGet(() -> {
                insert(jdbc, yacht, run);
                queue.accept(new RunKey(yacht, run.id()));
                return new Start(Started.QUEUED, run.id());
            });
        });
    }

    /** Why the run is not to be put down. */
    private static Optional<Start> standing(JdbcClient jdbc, YachtId yacht, NewRun run, int most) {
        if (run.idempotencyKey() != null) {
            Optional<Start> known = jdbc.sql("""
                            select id, encode(request_hash, 'hex') = :hash as same from workflow_runs
                            where yacht_id = :yacht and idempotency_key = :key""")
                    .param("yacht", yacht.value())
                    .param("key", run.idempotencyKey())
                    .param("hash", run.hash())
                    .query((row, n) -> new Start(
                            row.getBoolean("same") ? Started.KNOWN : Started.KEY_REUSED,
                            row.getObject("id", UUID.class)))
                    .optional();
            if (known.isPresent()) {
                return known;
            }
        }
        if (run.alone()) {
            Optional<Start> other = jdbc.sql("select id from workflow_runs where yacht_id = :yacht and"
                            + " workflow = :workflow and" + OPEN + "limit 1")
                    .param("yacht", yacht.value())
                    .param("workflow", run.workflow())
                    .query((row, n) -> new Start(Started.NOT_ALONE, row.getObject("id", UUID.class)))
                    .optional();
            if (other.isPresent()) {
                return other;
            }
        }
        int open = jdbc.sql("select count(*) from workflow_runs where yacht_id = :yacht and" + OPEN)
                .param("yacht", yacht.value())
                .query(Integer.class)
                .single();
        return open >= most ? Optional.of(new Start(Started.FULL, run.id())) : Optional.empty();
    }

    private static void insert(JdbcClient jdbc, YachtId yacht, NewRun run) {
        jdbc.sql("""
                insert into workflow_runs (id, yacht_id, workflow, input, request_hash, idempotency_key, alone)
                values (:run, :yacht, :workflow, :input, decode(:hash, 'hex'), :key, :alone)""")
                .param("run", run.id())
                .param("yacht", yacht.value())
                .param("workflow", run.workflow())
                .param("input", run.input())
                .param("hash", run.hash())
                .param("key", run.idempotencyKey())
                .param("alone", run.alone())
                .update();
        for (int i = 0; i < run.steps().size(); i++) {
            jdbc.sql("""
                    insert into workflow_steps (run_id, yacht_id, position, name)
                    values (:run, :yacht, :position, :name)""")
                    .param("run", run.id())
                    .param("yacht", yacht.value())
                    .param("position", i)
                    .param("name", run.steps().get(i))
                    .update();
        }
    }

    @Override
    public Optional<RunReport> find(YachtId yacht, UUID run) {
        return data.read(yacht, jdbc -> rows.report(jdbc, yacht, run));
    }

    @Override
    public List<RunReport> list(YachtId yacht, @Nullable RunStatus status, int limit) {
        return data.read(yacht, jdbc -> rows.list(jdbc, yacht, status, limit));
    }

    @Override
    public Optional<RunStatus> requestCancel(YachtId yacht, UUID run) {
        return data.write(yacht, jdbc -> {
            jdbc.sql("update workflow_runs set cancel_requested = true where id = :run and yacht_id = :yacht and"
                            + OPEN)
                    .param("run", run)
                    .param("yacht", yacht.value())
                    .update();
            return jdbc.sql("select status from workflow_runs where id = :run and yacht_id = :yacht")
                    .param("run", run)
                    .param("yacht", yacht.value())
                    .query((row, n) -> RunStatus.of(row.getString("status")))
                    .optional();
        });
    }

    @Override
    public boolean cancelRequested(RunKey key) {
        return data.read(
                key.yacht(),
                jdbc -> jdbc.sql("""
                        select count(*) from workflow_runs where id = :run and yacht_id = :yacht and cancel_requested""")
                                .param("run", key.run())
                                .param("yacht", key.yacht().value())
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    @Override
    public Optional<Duration> due(RunKey key) {
        return data.read(
                key.yacht(),
                jdbc -> jdbc.sql("""
                        select case when cancel_requested or due_at is null then 0
                                    else greatest(0, ceil(extract(epoch from due_at - clock_timestamp()) * 1000)) end
                            as millis
                        from workflow_runs where id = :run and yacht_id = :yacht and""" + OPEN)
                        .param("run", key.run())
                        .param("yacht", key.yacht().value())
                        .query((row, n) -> Duration.ofMillis(row.getLong("millis")))
                        .optional());
    }

    @Override
    public Optional<OpenRun> take(RunKey key) {
        return data.write(key.yacht(), jdbc -> rows.take(jdbc, key));
    }

    @Override
    public int begin(OpenRun run, int step) {
        return data.write(
                run.key().yacht(),
                jdbc -> bound(jdbc, run, step, """
                        update workflow_steps set status = 'running', attempts = attempts + 1,
                            started_at = coalesce(started_at, clock_timestamp())""" + STEP + MINE + " returning attempts")
                        .query(Integer.class)
                        .optional()
                        .orElseThrow(RunSuperseded::new));
    }

    @Override
    public void remember(OpenRun run, int step, String state) {
        set(run, step, "state", state);
    }

    @Override
    public void progress(OpenRun run, int step, String progress) {
        set(run, step, "progress", progress);
    }

    private void set(OpenRun run, int step, String column, String value) {
        data.write(run.key().yacht(), jdbc -> {
            require(bound(jdbc, run, step, "update workflow_steps set " + column + " = :value" + STEP + MINE)
                    .param("value", value)
                    .update());
            return true;
        });
        signals.progressed(run.key().run());
    }

    @Override
    public void succeed(OpenRun run, int step, String result) {
        data.write(run.key().yacht(), jdbc -> {
            require(bound(jdbc, run, step, """
                            update workflow_steps set status = 'succeeded', result = :result, error = null,
                                ended_at = clock_timestamp()""" + STEP + MINE)
                    .param("result", result)
                    .update());
            return true;
        });
        signals.progressed(run.key().run());
    }

    @Override
    public void postpone(OpenRun run, int step, Duration pause, @Nullable String error) {
        data.write(run.key().yacht(), jdbc -> {
            require(bound(jdbc, run, step, """
                            update workflow_steps set error = :error,
                                attempts = case when :waits then 0 else attempts end""" + STEP + MINE)
                    .param("error", error)
                    .param("waits", error == null)
                    .update());
            return jdbc.sql("""
                            update workflow_runs set due_at = clock_timestamp() + :millis * interval '1 millisecond'
                            where id = :run and yacht_id = :yacht""")
                    .param("millis", pause.toMillis())
                    .param("run", run.key().run())
                    .param("yacht", run.key().yacht().value())
                    .update();
        });
        signals.progressed(run.key().run());
    }

    @Override
    public void finish(OpenRun run, RunStatus status, @Nullable String result, RunReport.@Nullable RunError error) {
        data.write(run.key().yacht(), jdbc -> {
            require(jdbc.sql("""
                            update workflow_runs set status = :status, result = :result, error_code = :code,
                                error = :message, ended_at = clock_timestamp(), due_at = null
                            where id = :run and yacht_id = :yacht and turn = :turn and status = 'running'""")
                    .param("status", status.wire())
                    .param("result", result)
                    .param("code", error == null ? null : error.code())
                    .param("message", error == null ? null : error.message())
                    .param("run", run.key().run())
                    .param("yacht", run.key().yacht().value())
                    .param("turn", run.turn())
                    .update());
            return jdbc.sql("""
                            update workflow_steps set state = null,
                                error = case when status = 'running' then :message else error end,
                                ended_at = case when status = 'running' then clock_timestamp() else ended_at end,
                                status = case status when 'running' then :ending when 'waiting' then 'skipped'
                                         else status end
                            where run_id = :run and yacht_id = :yacht""")
                    .param("message", error == null ? null : error.message())
                    .param("ending", status == RunStatus.CANCELLED ? "cancelled" : "failed")
                    .param("run", run.key().run())
                    .param("yacht", run.key().yacht().value())
                    .update();
        });
        signals.progressed(run.key().run());
    }

    @Override
    public int deleteEndedBefore(YachtId yacht, Duration age) {
        return data.write(
                yacht,
                jdbc -> jdbc.sql("""
                        delete from workflow_runs where yacht_id = :yacht
                            and ended_at < now() - :seconds * interval '1 second'""")
                        .param("yacht", yacht.value())
                        .param("seconds", age.toSeconds())
                        .update());
    }

    private static JdbcClient.StatementSpec bound(JdbcClient jdbc, OpenRun run, int step, String sql) {
        return jdbc.sql(sql)
                .param("run", run.key().run())
                .param("yacht", run.key().yacht().value())
                .param("turn", run.turn())
                .param("step", step);
    }

    private static void require(int changed) {
        if (changed == 0) {
            throw new RunSuperseded();
        }
    }
}
