package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.JobList;
import io.celesteos.contracts.search.JobReport;
import io.celesteos.contracts.search.JobReport.JobStatus;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.jobs.JobSignals;
import io.celesteos.search.jobs.ProgressStreams;
import io.celesteos.search.jobs.ProgressStreams.Progress;
import io.celesteos.search.tenancy.YachtRoster;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Jobs as their yacht sees them: shown, listed, followed and cancelled. */
@Component
final class JobPipeline {

    private final YachtRoster roster;
    private final JobStore jobs;
    private final JobSignals signals;
    private final ProgressStreams streams;

    JobPipeline(YachtRoster roster, JobStore jobs, JobSignals signals, ProgressStreams streams) {
        this.roster = roster;
        this.jobs = jobs;
        this.signals = signals;
        this.streams = streams;
    }

    JobReport job(YachtId yacht, UUID job) {
        roster.admit(yacht);
        return jobs.job(yacht, job)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "This yacht has no job " + job + "."));
    }

    JobList list(YachtId yacht, @Nullable String status, int limit) {
        roster.admit(yacht);
        return new JobList(jobs.list(yacht, status == null ? null : status(status), limit));
    }

    private static JobStatus status(String given) {
        try {
            return JobStatus.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw ProblemException.invalidField("status", "must be queued, running, succeeded, failed or cancelled");
        }
    }

    JobReport cancel(YachtId yacht, UUID job) {
        JobReport before = job(yacht, job);
        if (!jobs.cancel(yacht, job)) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "Job " + job + " is at its end"
                            + (before.status().ended() ? ": it " + words(before.status()) + "." : "."));
        }
        signals.progressed(job);
        return job(yacht, job);
    }

    private static String words(JobStatus status) {
        return (status == JobStatus.CANCELLED ? "was " : "") + status.name().toLowerCase(Locale.ROOT);
    }

    SseEmitter events(YachtId yacht, UUID job) {
        return streams.open(job, () -> {
            JobReport report = job(yacht, job);
            return new Progress(report, report.status().ended());
        });
    }
}
