package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.PgParameters;
import io.celesteos.search.workflow.OpenRun.OpenStep;
import io.celesteos.search.workflow.RunReport.RunError;
import io.celesteos.search.workflow.RunReport.StepReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows to what they stand for. */
final class PgRunRows {

    private static final String RUN = """
            select id, workflow, status, cancel_requested, created_at, started_at, ended_at, error_code, error,
                %s as result
            from workflow_runs where yacht_id = :yacht""";
    private static final String STEPS = """
            select run_id, name, status, attempts, started_at, ended_at, progress, error, %s as result
            from workflow_steps where yacht_id = :yacht and run_id = any(cast(:runs as uuid[]))
            order by run_id, position""";
    private static final String TAKE = """
            update workflow_runs set turn = turn + 1, status = 'running', due_at = null,
                started_at = coalesce(started_at, clock_timestamp())
            where id = :run and yacht_id = :yacht and status in ('queued', 'running')
            returning turn, workflow, input, cancel_requested, started_at""";

    private final JsonMapper json;

    PgRunRows(JsonMapper json) {
        this.json = json;
    }

    Optional<RunReport> report(JdbcClient jdbc, YachtId yacht, UUID run) {
        Map<UUID, List<StepReport>> steps = steps(jdbc, yacht, List.of(run), "result");
        return jdbc.sql(RUN.formatted("result") + " and id = :run")
                .param("yacht", yacht.value())
                .param("run", run)
                .query((row, n) -> report(row, steps.getOrDefault(run, List.of())))
                .optional();
    }

    List<RunReport> list(JdbcClient jdbc, YachtId yacht, @Nullable RunStatus status, int limit) {
        List<RunReport> bare = jdbc.sql(RUN.formatted("null")
                        + " and (cast(:status as text) is null or status = :status)"
                        + " order by created_at desc, id limit :limit")
                .param("yacht", yacht.value())
                .param("status", status == null ? null : status.wire())
                .param("limit", limit)
                .query((row, n) -> report(row, List.of()))
                .list();
        Map<UUID, List<StepReport>> steps =
                steps(jdbc, yacht, bare.stream().map(RunReport::id).toList(), "null");
        return bare.stream()
                .map(each -> each.withSteps(steps.getOrDefault(each.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<StepReport>> steps(JdbcClient jdbc, YachtId yacht, List<UUID> runs, String result) {
        return jdbc
                .sql(STEPS.formatted(result))
                .param("yacht", yacht.value())
                .param("runs", PgParameters.uuids(runs))
                .query((row, n) -> Map.entry(row.getObject("run_id", UUID.class), step(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private RunReport report(ResultSet row, List<StepReport> steps) throws SQLException {
        String message = row.getString("error");
        String code = row.getString("error_code");
        RunStatus status = RunStatus.of(row.getString("status"));
        return new RunReport(
                row.getObject("id", UUID.class),
                row.getString("workflow"),
                status,
                row.getBoolean("cancel_requested") && !status.ended(),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("started_at", OffsetDateTime.class),
                row.getObject("ended_at", OffsetDateTime.class),
                steps,
                read(row.getString("result")),
                message == null || code == null ? null : new RunError(code, message));
    }

    private StepReport step(ResultSet row) throws SQLException {
        return new StepReport(
                row.getString("name"),
                StepStatus.of(row.getString("status")),
                row.getInt("attempts"),
                row.getObject("started_at", OffsetDateTime.class),
                row.getObject("ended_at", OffsetDateTime.class),
                read(row.getString("progress")),
                read(row.getString("result")),
                row.getString("error"));
    }

    /** The turn first: whoever had it before can then write no more, and what is read stands. */
    Optional<OpenRun> take(JdbcClient jdbc, RunKey key) {
        return jdbc.sql(TAKE)
                .param("run", key.run())
                .param("yacht", key.yacht().value())
                .query((row, n) -> new OpenRun(
                        key,
                        row.getInt("turn"),
                        row.getString("workflow"),
                        json.readTree(row.getString("input")),
                        row.getBoolean("cancel_requested"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        List.of()))
                .optional()
                .map(run -> run.withSteps(openSteps(jdbc, key)));
    }

    private List<OpenStep> openSteps(JdbcClient jdbc, RunKey key) {
        return jdbc.sql("""
                        select position, name, status, state, result, started_at from workflow_steps
                        where run_id = :run and yacht_id = :yacht order by position""")
                .param("run", key.run())
                .param("yacht", key.yacht().value())
                .query((row, n) -> new OpenStep(
                        row.getInt("position"),
                        row.getString("name"),
                        StepStatus.of(row.getString("status")),
                        read(row.getString("state")),
                        read(row.getString("result")),
                        instant(row, "started_at")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private @Nullable JsonNode read(@Nullable String written) {
        return written == null ? null : json.readTree(written);
    }
}
