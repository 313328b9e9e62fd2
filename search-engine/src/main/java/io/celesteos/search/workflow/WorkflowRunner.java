package io.celesteos.search.workflow;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.search.sandbox.SandboxException;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.workflow.OpenRun.OpenStep;
import io.celesteos.search.workflow.RunReport.RunError;
import io.celesteos.search.workflow.Workflow.Again;
import io.celesteos.search.workflow.Workflow.Done;
import io.celesteos.search.workflow.Workflow.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does a run's steps, each put down before and after. A step may be done twice, when a worker dies between what it did
 * and what it put down: steps are made for that. One that fails in passing is begun again after a pause, longer each
 * time; one that never got on in so many attempts, whether it failed or took its worker with it, ends its run.
 * Thread-safe.
 */
final class WorkflowRunner {

    private static final Logger log = LoggerFactory.getLogger(WorkflowRunner.class);
    private static final int LONGEST_RESULT = 1 << 20;
    private static final int LONGEST_MESSAGE = 1_000;

    private final RunStore store;
    private final WorkflowCatalog catalog;
    private final WorkflowProperties properties;
    private final Clock clock;
    private final JsonMapper json;

    WorkflowRunner(
            RunStore store, WorkflowCatalog catalog, WorkflowProperties properties, Clock clock, JsonMapper json) {
        this.store = store;
        this.catalog = catalog;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Does what can be done of the run now.
     *
     * @return when to look at it again; empty when there is nothing left to do
     * @throws ProblemException when the database is away
     */
    Optional<Duration> run(RunKey key) throws InterruptedException {
        Optional<Duration> due = store.due(key);
        if (due.isEmpty() || due.get().isPositive()) {
            return due.map(this::soon);
        }
        Optional<OpenRun> taken = store.take(key);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        try {
            return go(taken.get()).map(this::soon);
        } catch (RunSuperseded over) {
            log.debug("Run {} is worked on by somebody else, or gone", key.run());
            return Optional.empty();
        }
    }

    private Duration soon(Duration due) {
        return due.compareTo(properties.lookEvery()) < 0 ? due : properties.lookEvery();
    }

    private Optional<Duration> go(OpenRun run) throws InterruptedException {
        StepContext context = new StepContext(run, store, json);
        Workflow workflow = catalog.find(run.workflow()).orElse(null);
        if (workflow == null) {
            store.finish(
                    run,
                    RunStatus.FAILED,
                    null,
                    new RunError("unknown_workflow", "There is no such workflow any more."));
            return Optional.empty();
        }
        OpenStep at = run.steps().getFirst();
        try {
            List<Step> steps = workflow.steps(run.input());
            for (OpenStep next : run.steps()) {
                if (next.status() == StepStatus.SUCCEEDED) {
                    continue;
                }
                at = next;
                context.goOn();
                requireTime(run);
                Optional<Duration> pause = step(run, steps.get(next.position()), next, context);
                if (pause.isPresent()) {
                    return pause;
                }
            }
            store.finish(run, RunStatus.SUCCEEDED, json.writeValueAsString(workflow.result(context)), null);
            return Optional.empty();
        } catch (RunCancelled wish) {
            workflow.undo(context);
            store.finish(run, RunStatus.CANCELLED, null, null);
            return Optional.empty();
        } catch (RunSuperseded over) {
            throw over;
        } catch (InterruptedException stop) {
            // The process ends and the step is not at fault: whoever is next begins it as if for the first time.
            store.postpone(run, at.position(), Duration.ZERO, null);
            throw stop;
        } catch (RuntimeException failure) {
            return failed(run, workflow, at, context, failure);
        }
    }

    private void requireTime(OpenRun run) {
        if (run.startedAt().plus(properties.longestRun()).isBefore(clock.instant())) {
            throw new StepFailure(
                    "run_too_long",
                    "The run took longer than " + properties.longestRun().toHours() + " hours.");
        }
    }

    private Optional<Duration> step(OpenRun run, Step step, OpenStep at, StepContext context)
            throws InterruptedException {
        int attempts = store.begin(run, at.position());
        if (attempts > properties.attempts()) {
            throw new StepFailure(
                    "given_up", "Step " + at.name() + " was begun " + (attempts - 1) + " times and never got on.");
        }
        context.at(at);
        switch (step.run(context)) {
            case Done done -> {
                String written = json.writeValueAsString(done.result());
                if (written.length() > LONGEST_RESULT) {
                    throw new StepFailure("result_too_large", "Step " + at.name() + " gave more than can be kept.");
                }
                store.succeed(run, at.position(), written);
                context.keep(at.name(), done.result());
                return Optional.empty();
            }
            case Again again -> {
                store.postpone(run, at.position(), again.after(), null);
                return Optional.of(again.after());
            }
        }
    }

    private Optional<Duration> failed(
            OpenRun run, Workflow workflow, OpenStep at, StepContext context, RuntimeException failure) {
        if (isDatabase(failure)) {
            // Nothing can be put down either: whoever does this again finds the step as it was left.
            throw failure;
        }
        Verdict verdict = Verdict.of(failure);
        if (verdict.retryable()) {
            int attempts = store.find(context.yacht(), context.run())
                    .map(report -> report.steps().get(at.position()).attempts())
                    .orElseThrow(RunSuperseded::new);
            if (attempts < properties.attempts()) {
                Duration pause = properties.pauseAfter(attempts);
                pause = verdict.retryAfter().compareTo(pause) > 0 ? verdict.retryAfter() : pause;
                log.info("Step {} of run {} waits {}: {}", at.name(), context.run(), pause, verdict.message());
                store.postpone(run, at.position(), pause, cut(verdict.message()));
                return Optional.of(pause);
            }
        }
        if (verdict.ours()) {
            log.warn("Step {} of run {} failed", at.name(), context.run(), failure);
        }
        workflow.undo(context);
        store.finish(run, RunStatus.FAILED, null, new RunError(verdict.code(), cut(verdict.message())));
        return Optional.empty();
    }

    private static boolean isDatabase(RuntimeException failure) {
        return failure instanceof ProblemException problem
                && problem.type() == ProblemType.UPSTREAM_UNAVAILABLE
                && problem.getCause() == null
                && problem.detail().startsWith("The database");
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    /** What a failure means for the run, and what its caller is told. */
    private record Verdict(String code, String message, boolean retryable, Duration retryAfter, boolean ours) {

        static Verdict of(RuntimeException failure) {
            return switch (failure) {
                case StepFailure known -> known(known.code(), known);
                case ProblemException problem -> {
                    Duration after = problem.retryAfter();
                    yield new Verdict(
                            problem.type().code(),
                            problem.detail(),
                            problem.type().retryable() && problem.type() != ProblemType.INTERNAL_ERROR,
                            after == null ? Duration.ZERO : after,
                            false);
                }
                case SandboxException sandbox ->
                    new Verdict(
                            "sandbox_" + sandbox.reason().name().toLowerCase(Locale.ROOT),
                            String.valueOf(sandbox.getMessage()),
                            sandbox.retryable(),
                            sandbox.retryAfter(),
                            false);
                case EmbeddingUnavailableException away ->
                    new Verdict(
                            away.refused() ? "unknown_model" : "embedding_unavailable",
                            away.refused()
                                    ? String.valueOf(away.getMessage())
                                    : "The embedding-service gave no vectors.",
                            !away.refused(),
                            away.retryAfter(),
                            false);
                case RemoteFailure remote -> {
                    var refusal = remote.refusal();
                    yield remote.callersFault() && refusal != null
                            ? new Verdict(refusal.code(), String.valueOf(refusal.detail()), false, Duration.ZERO, false)
                            : new Verdict(
                                    "upstream_unavailable",
                                    "The " + remote.service() + " did not answer.",
                                    true,
                                    Duration.ZERO,
                                    false);
                }
                default ->
                    new Verdict(
                            "internal_error",
                            "Something went wrong here. Quote the run's id when reporting this.",
                            true,
                            Duration.ZERO,
                            true);
            };
        }

        private static Verdict known(String code, RuntimeException failure) {
            return new Verdict(code, String.valueOf(failure.getMessage()), false, Duration.ZERO, false);
        }
    }
}
