package io.celesteos.search.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.search.jobs.JobSignals;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.workflow.RunStore.NewRun;
import io.celesteos.search.workflow.RunStore.Started;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Steps over a real database, and workers that die, are late or come twice. */
class WorkflowRunnerIT {

    private static final JsonMapper JSON = JsonStrictness.mapper();
    private static final WorkflowProperties PROPERTIES = new WorkflowProperties(
            3,
            3,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(2),
            Duration.ofHours(24),
            Duration.ofDays(30),
            Duration.ofMinutes(10),
            null,
            null,
            Duration.ofSeconds(1),
            4,
            Duration.ofMillis(50),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1));

    private static DriverManagerDataSource owner;
    private static YachtData data;
    private final List<RunKey> queued = new ArrayList<>();
    private final Runs workflow = new Runs();
    private final YachtId yacht = new YachtId(UUID.randomUUID());
    private RunStore store;
    private WorkflowRunner runner;

    @BeforeAll
    static void oneDatabase() {
        Database database = ThrowawayPostgres.shared().newDatabase();
        owner = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, "workflow_service", "secret");
        data = new YachtData(new DriverManagerDataSource(database.jdbcUrl(), "workflow_service", "secret"));
    }

    @BeforeEach
    void aYacht() {
        save(yacht);
        store = new PgRunStore(data, JSON, new JobSignals(), queued::add);
        runner = new WorkflowRunner(store, new WorkflowCatalog(List.of(workflow)), PROPERTIES, Clock.systemUTC(), JSON);
    }

    private static void save(YachtId yacht) {
        new YachtRegistry(owner).save(yacht, "M/Y", ZoneOffset.UTC, new Signature(yacht.toString()), false);
    }

    @Test
    void stepsAreDoneInTheirOrderAndSeeWhatEarlierOnesGave() throws Exception {
        workflow.step("1", (context, name) -> Map.of("from", name));
        workflow.step("2", (context, name) -> context.result("1"));
        RunKey run = start();

        assertThat(runner.run(run)).isEmpty();

        RunReport report = report(run);
        assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.result()).hasToString("{\"steps\":[\"1\",\"2\"]}");
        assertThat(report.steps())
                .extracting(each -> String.valueOf(each.result()))
                .containsOnly("{\"from\":\"1\"}");
        assertThat(report.endedAt()).isAfterOrEqualTo(report.startedAt());
        assertThat(queued).containsExactly(run);
        assertThat(runner.run(run)).as("there is nothing left to do").isEmpty();
        assertThat(workflow.done).containsExactly("1", "2");
    }

    @Test
    void whoDiesInAStepIsFollowedByOneWhoGoesOnAtThatStepWithWhatItRemembered() throws Exception {
        AtomicInteger times = new AtomicInteger();
        workflow.step("1", (context, name) -> Map.of());
        workflow.step("2", context -> {
            if (times.incrementAndGet() == 1) {
                context.remember(Map.of("at", 7));
                throw new StackOverflowError("as if the process were gone: nothing is put down");
            }
            return new Workflow.Done(context.state());
        });
        RunKey run = start();

        assertThatThrownBy(() -> runner.run(run)).isInstanceOf(StackOverflowError.class);
        assertThat(report(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(report(run).steps())
                .extracting(each -> each.status())
                .containsExactly(StepStatus.SUCCEEDED, StepStatus.RUNNING);

        assertThat(runner.run(run)).isEmpty();
        assertThat(workflow.done).containsExactly("1", "2", "2");
        assertThat(report(run).steps().getLast().result()).hasToString("{\"at\":7}");
    }

    @Test
    void aStepThatKillsEveryWorkerIsGivenUp() throws Exception {
        workflow.step("1", context -> {
            throw new StackOverflowError("again");
        });
        RunKey run = start();
        for (int i = 0; i < PROPERTIES.attempts(); i++) {
            assertThatThrownBy(() -> runner.run(run)).isInstanceOf(StackOverflowError.class);
        }

        assertThat(runner.run(run)).isEmpty();

        assertThat(report(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(report(run).error()).isNotNull();
        assertThat(report(run).error().code()).isEqualTo("given_up");
        assertThat(report(run).error().message()).contains("Step 1", "3 times");
    }

    @Test
    void whatFailsInPassingIsTriedAgainAndThenGivenUp() throws Exception {
        AtomicInteger undone = new AtomicInteger();
        workflow.undoing = context -> undone.incrementAndGet();
        workflow.step("1", context -> {
            throw ProblemException.of(ProblemType.OVERLOADED, "Too many of them.");
        });
        workflow.step("2", (context, name) -> "");
        RunKey run = start();

        assertThat(runner.run(run)).isPresent();
        assertThat(report(run).steps().getFirst().error()).isEqualTo("Too many of them.");
        assertThat(runner.run(run)).isPresent();
        assertThat(undone).hasValue(0);
        assertThat(runner.run(run)).isEmpty();

        RunReport report = report(run);
        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.error()).isEqualTo(new RunReport.RunError("overloaded", "Too many of them."));
        assertThat(report.steps())
                .extracting(each -> each.status())
                .containsExactly(StepStatus.FAILED, StepStatus.SKIPPED);
        assertThat(undone).hasValue(1);
    }

    @Test
    void whatWouldFailAgainIsNotTriedAgainAndAProgrammingErrorTellsNothing() throws Exception {
        workflow.step("1", context -> {
            throw new StepFailure("no_such_thing", "There is none.");
        });
        RunKey run = start();
        assertThat(runner.run(run)).isEmpty();
        assertThat(report(run).error()).isEqualTo(new RunReport.RunError("no_such_thing", "There is none."));

        workflow.step("1", context -> {
            throw new IllegalStateException("jdbc:postgresql://secret-host");
        });
        RunKey other = start();
        while (runner.run(other).isPresent()) {
            assertThat(report(other).steps().getFirst().error()).doesNotContain("secret-host");
        }
        assertThat(report(other).error()).isNotNull();
        assertThat(report(other).error().code()).isEqualTo("internal_error");
        assertThat(report(other).error().message()).doesNotContain("secret-host");
    }

    @Test
    void waitingIsNoFailureHoweverLongItTakes() throws Exception {
        workflow.step("1", context -> {
            context.progress(StepProgress.of(workflow.done.size(), 10, "looks"));
            return workflow.done.size() < 10 ? Runs.again() : new Workflow.Done(context.tree(1));
        });
        RunKey run = start();
        Optional<Duration> pause = runner.run(run);
        while (pause.isPresent()) {
            pause = runner.run(run);
        }

        assertThat(report(run).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report(run).steps().getFirst().attempts()).isEqualTo(1);
        assertThat(String.valueOf(report(run).steps().getFirst().progress())).contains("\"done\":10");
    }

    @Test
    void aRunThatWaitsIsNotBegunBeforeItsTimeUnlessItIsToEnd() throws Exception {
        workflow.step("1", context -> new Workflow.Again(Duration.ofHours(1)));
        RunKey run = start();

        assertThat(runner.run(run)).hasValue(PROPERTIES.lookEvery());
        assertThat(runner.run(run)).hasValue(PROPERTIES.lookEvery());
        assertThat(workflow.done).hasSize(1);

        assertThat(store.requestCancel(yacht, run.run())).hasValue(RunStatus.RUNNING);
        assertThat(report(run).cancelling()).isTrue();
        assertThat(runner.run(run)).isEmpty();
        assertThat(report(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(report(run).cancelling()).isFalse();
        assertThat(report(run).steps().getFirst().status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(workflow.done).hasSize(1);
        assertThat(store.requestCancel(yacht, run.run())).hasValue(RunStatus.CANCELLED);
    }

    @Test
    void whoWasTakenForDeadCanWriteNothingAnyMore() throws Exception {
        workflow.step("1", context -> {
            if (workflow.done.size() == 1) {
                // Another worker takes the run over while this one is still at it.
                assertThat(store.take(new RunKey(context.yacht(), context.run())))
                        .isPresent();
            }
            return new Workflow.Done(context.tree("late"));
        });
        RunKey run = start();

        assertThat(runner.run(run)).isEmpty();

        assertThat(report(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(report(run).steps().getFirst().result()).isNull();
    }

    @Test
    void aDeletedYachtsRunIsNobodysAnyMore() throws Exception {
        workflow.step("1", (context, name) -> "");
        RunKey run = start();
        new JdbcTemplate(owner).update("delete from yachts where id = ?", yacht.value());

        assertThat(runner.run(run)).isEmpty();
        assertThat(workflow.done).isEmpty();
    }

    @Test
    void theSameKeyIsTheSameRunAndMayNotNameAnother() {
        workflow.step("1", (context, name) -> "");
        var first = store.start(yacht, run("a1", "key", false), 3);
        var again = store.start(yacht, run("a1", "key", false), 3);
        var other = store.start(yacht, run("b2", "key", false), 3);

        assertThat(again).isEqualTo(new RunStore.Start(Started.KNOWN, first.run()));
        assertThat(other.started()).isEqualTo(Started.KEY_REUSED);
        assertThat(queued).hasSize(1);
    }

    @Test
    void aYachtHasSoManyOpenRunsAndOneWhereOneIsWanted() throws Exception {
        workflow.step("1", (context, name) -> "");
        RunKey first = start();
        assertThat(store.start(yacht, run("a1", null, true), 3).started()).isEqualTo(Started.NOT_ALONE);
        start();
        start();
        assertThat(store.start(yacht, run("a1", null, false), 3).started()).isEqualTo(Started.FULL);

        runner.run(first);
        assertThat(store.start(yacht, run("a1", null, false), 3).started()).isEqualTo(Started.QUEUED);
        assertThat(store.list(yacht, RunStatus.QUEUED, 10)).hasSize(3);
        assertThat(store.list(yacht, null, 2)).hasSize(2);
    }

    @Test
    void anotherYachtSeesAndEndsNothingOfIt() {
        workflow.step("1", (context, name) -> "");
        RunKey run = start();
        YachtId stranger = new YachtId(UUID.randomUUID());
        save(stranger);

        assertThat(store.find(stranger, run.run())).isEmpty();
        assertThat(store.list(stranger, null, 10)).isEmpty();
        assertThat(store.requestCancel(stranger, run.run())).isEmpty();
        assertThat(store.take(new RunKey(stranger, run.run()))).isEmpty();
        assertThat(store.due(new RunKey(stranger, run.run()))).isEmpty();
        assertThat(store.deleteEndedBefore(stranger, Duration.ZERO)).isZero();
        assertThat(report(run).status()).isEqualTo(RunStatus.QUEUED);
        // And the policy stands behind the queries that name the yacht.
        for (String table : List.of("workflow_runs", "workflow_steps", "yacht_wanted_spaces")) {
            assertThat(data.<Integer>read(
                            stranger,
                            jdbc -> jdbc.sql("select count(*) from " + table)
                                    .query(Integer.class)
                                    .single()))
                    .isZero();
        }
        assertThatThrownBy(() -> data.write(
                        stranger,
                        jdbc -> jdbc.sql("insert into workflow_steps (run_id, yacht_id, position, name)"
                                        + " values (:run, :theirs, 9, 'planted')")
                                .param("run", run.run())
                                .param("theirs", yacht.value())
                                .update()))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void whatEndedLongAgoIsDeletedAndNothingElse() throws Exception {
        workflow.step("1", (context, name) -> "");
        RunKey ended = start();
        runner.run(ended);
        RunKey open = start();
        new JdbcTemplate(owner)
                .update("update workflow_runs set ended_at = now() - interval '2 days' where id = ?", ended.run());

        assertThat(store.deleteEndedBefore(yacht, Duration.ofDays(3))).isZero();
        assertThat(store.deleteEndedBefore(yacht, Duration.ofDays(1))).isEqualTo(1);
        assertThat(store.find(yacht, ended.run())).isEmpty();
        assertThat(store.find(yacht, open.run())).isPresent();
    }

    private RunKey start() {
        RunStore.Start start = store.start(yacht, run("a1", null, false), 10);
        assertThat(start.started()).isEqualTo(Started.QUEUED);
        return new RunKey(yacht, start.run());
    }

    private NewRun run(String hash, @Nullable String key, boolean alone) {
        return new NewRun(
                UUID.randomUUID(),
                workflow.name(),
                "{}",
                hash,
                key,
                alone,
                workflow.steps(JSON.createObjectNode()).stream()
                        .map(Workflow.Step::name)
                        .toList());
    }

    private RunReport report(RunKey run) {
        return store.find(run.yacht(), run.run()).orElseThrow();
    }
}
