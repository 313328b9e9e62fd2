package io.celesteos.search.lifecycle;

import io.celesteos.search.lifecycle.YachtIndex.Rebuild;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One rebuild that somebody asked for, and how it goes. Thread-safe. */
final class AskedRebuild {

    private final UUID id;
    private final Clock clock;
    private final Instant asked;
    private RebuildReport.Status status = RebuildReport.Status.QUEUED;
    private @Nullable Instant ended;
    private @Nullable String error;

    AskedRebuild(UUID id, Clock clock) {
        this.id = id;
        this.clock = clock;
        this.asked = clock.instant();
    }

    synchronized void starts() {
        status = RebuildReport.Status.RUNNING;
    }

    synchronized void ends(Rebuild outcome) {
        boolean done = outcome == Rebuild.REBUILT;
        end(
                done ? RebuildReport.Status.SUCCEEDED : RebuildReport.Status.FAILED,
                done ? null : "The index was closed or replaced meanwhile; ask again.");
    }

    /** What neither came to an end nor will. */
    synchronized void abandonedUnlessEnded() {
        if (ended == null) {
            end(
                    RebuildReport.Status.FAILED,
                    "It failed; the index from before goes on serving. The log of the search-engine has the reason.");
        }
    }

    private void end(RebuildReport.Status how, @Nullable String why) {
        status = how;
        error = why;
        ended = clock.instant();
    }

    /**
     * @param total passages and records of the serving index
     * @param read of the growing one
     */
    synchronized RebuildReport report(int read, int total) {
        int done = switch (status) {
            case QUEUED, FAILED -> 0;
            case RUNNING -> Math.min(read, total);
            case SUCCEEDED -> total;
        };
        return new RebuildReport(id, status, new RebuildReport.Progress(done, total), asked, ended, error);
    }
}
