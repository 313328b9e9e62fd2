package io.celesteos.search.indexing;

import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.search.JobReport.JobStatus;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far jobs are, in the database. Thread-safe. */
interface JobStore {

    Optional<JobReport> job(YachtId yacht, UUID job);

    /** Newest first, without files. */
    List<JobReport> list(YachtId yacht, @Nullable JobStatus status, int limit);

    /**
     * Ends a job that goes on: files that are not stored will not be, and those that are stay.
     *
     * @return false when it had ended, or the yacht has no such job
     */
    boolean cancel(YachtId yacht, UUID job);

    /**
     * Forgets what ended long ago.
     *
     * @return what is left to do
     */
    Tended tend(YachtId yacht, Duration stalledAfter, Duration keepEnded);

    /** Jobs that go on: their files are read, their passages are embedded, and how many of both stall. */
    record Tended(int reading, int embedding, int stalled) {}
}
