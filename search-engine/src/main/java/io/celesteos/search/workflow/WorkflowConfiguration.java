package io.celesteos.search.workflow;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.jobs.JobQueue;
import io.celesteos.search.jobs.JobSignals;
import io.celesteos.search.tenancy.YachtData;
import io.celesteos.search.tenancy.YachtRoster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Runs as tasks of the scheduler. */
@Configuration(proxyBeanMethods = false)
class WorkflowConfiguration {

    private static final TaskDescriptor<RunKey> RUN = TaskDescriptor.of("workflow-run", RunKey.class);
    private static final Duration SWEEP = Duration.ofHours(1);

    @Bean
    RunStore runStore(YachtData data, JsonMapper json, JobSignals signals, JobQueue queue, Clock clock) {
        return new PgRunStore(
                data,
                json,
                signals,
                key -> queue.schedule(
                        new TaskInstance<>(RUN.getTaskName(), key.run().toString(), key), clock.instant()));
    }

    @Bean
    RunStream runStream(RunStore store, JobSignals signals, WorkflowProperties properties, JsonMapper json) {
        return new RunStream(store, signals, properties, json);
    }

    @Bean
    WorkflowRunner workflowRunner(
            RunStore store, WorkflowCatalog catalog, WorkflowProperties properties, Clock clock, JsonMapper json) {
        return new WorkflowRunner(store, catalog, properties, clock, json);
    }

    /** One task a run, from its beginning to its end. A worker that died is noticed by its silence. */
    @Bean
    Task<RunKey> workflowRunTask(WorkflowRunner runner, WorkflowProperties properties) {
        return Tasks.custom(RUN)
                .onFailure((failed, again) -> again.reschedule(
                        failed,
                        failed.getTimeDone()
                                .plus(properties.pauseAfter(failed.getExecution().consecutiveFailures + 1))))
                .onDeadExecutionRevive()
                .execute((task, context) -> {
                    Optional<Duration> pause;
                    try {
                        pause = runner.run(task.getData());
                    } catch (InterruptedException stop) {
                        // The process ends: whoever is next goes on at this step.
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("stopped", stop);
                    }
                    return pause.<CompletionHandler<RunKey>>map(wait -> (done, more) -> {
                                Instant due = done.getTimeDone().plus(wait);
                                more.reschedule(done, due);
                            })
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }

    /** What ended long ago is deleted, yacht by yacht. */
    @Bean
    Task<Void> workflowSweepTask(YachtRoster roster, RunStore store, WorkflowProperties properties) {
        return Tasks.recurring("workflow-sweep", FixedDelay.of(SWEEP)).execute((task, context) -> {
            for (YachtId yacht : roster.refresh().keySet()) {
                store.deleteEndedBefore(yacht, properties.keep());
            }
        });
    }
}
