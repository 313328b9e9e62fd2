package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs and their steps, in the database before and after each step. What a worker writes carries its turn, and one
 * whose turn is over is told by {@link RunSuperseded}. Thread-safe.
 */
interface RunStore {

    /** What is asked for. {@code hash} tells two requests under one key apart. */
    record NewRun(
            UUID id,
            String workflow,
            String input,
            String hash,
            @Nullable String idempotencyKey,
            boolean alone,
            List<String> steps) {

        public NewRun {
            steps = List.copyOf(steps);
        }
    }

    /** Whether a new run was put down. */
    enum Started {
        QUEUED,
        /** This very request was answered before, by the run told. */
        KNOWN,
        /** The key was used for another request. */
        KEY_REUSED,
        /** The run told is open, and there may be only one. */
        NOT_ALONE,
        FULL
    }

    /** @param run the new run's id, or the one that stands for it or in its way */
    record Start(Started started, UUID run) {}

    /**
     * Puts a run down, and its task beside it; both or neither.
     *
     * @param most open runs the yacht may have
     */
    Start start(YachtId yacht, NewRun run, int most);

    Optional<RunReport> find(YachtId yacht, UUID run);

    /** The newest first, without results. */
    List<RunReport> list(YachtId yacht, @Nullable RunStatus status, int limit);

    /** @return the state the run is in; empty where the yacht has no such run */
    Optional<RunStatus> requestCancel(YachtId yacht, UUID run);

    /** Whether it is open, and is to end. */
    boolean cancelRequested(RunKey key);

    /** How long until the run is to be looked at; empty when it is not open. */
    Optional<Duration> due(RunKey key);

    /** Takes the run from whoever had it; empty when it is not open. */
    Optional<OpenRun> take(RunKey key);

    /** Before a step. @return how often it was begun since it last got on, this time included */
    int begin(OpenRun run, int step);

    void remember(OpenRun run, int step, String state);

    void progress(OpenRun run, int step, String progress);

    void succeed(OpenRun run, int step, String result);

    /**
     * The step goes on later.
     *
     * @param error why it has to; null where it only waits, and then its attempts are counted anew
     */
    void postpone(OpenRun run, int step, Duration pause, @Nullable String error);

    /** The end of the run; steps that were not done are closed with it. */
    void finish(OpenRun run, RunStatus status, @Nullable String result, RunReport.@Nullable RunError error);

    /** @return how many ended runs were deleted */
    int deleteEndedBefore(YachtId yacht, Duration age);
}
