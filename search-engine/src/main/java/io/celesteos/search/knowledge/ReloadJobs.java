package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.search.JobReport.JobStatus;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reloads that were asked for: those that wait, and the last hundred. Many that wait for the same are one. Thread-safe. */
final class ReloadJobs {

    private static final int KEPT = 100;

    private final Map<UUID, Job> jobs = new LinkedHashMap<>();

    /**
     * One reload.
     *
     * @param yacht that asked; null for everything
     * @param error why it failed; null unless it did
     */
    record Job(
            UUID id,
            @Nullable YachtId yacht,
            JobStatus status,
            @Nullable String error) {

        /** A yacht's reload is of what it sees; one without a yacht is of everything. */
        boolean covers(KnowledgeShelf shelf) {
            return yacht == null || shelf.owner() == null || yacht.equals(shelf.owner());
        }

        private Job now(JobStatus next, @Nullable String why) {
            return new Job(id, yacht, next, why);
        }
    }

    synchronized Job ask(@Nullable YachtId yacht) {
        for (Job job : jobs.values()) {
            if (job.status() == JobStatus.QUEUED && Objects.equals(job.yacht(), yacht)) {
                return job;
            }
        }
        Job job = new Job(UUID.randomUUID(), yacht, JobStatus.QUEUED, null);
        jobs.put(job.id(), job);
        jobs.values().stream()
                .filter(old -> old.status() == JobStatus.SUCCEEDED || old.status() == JobStatus.FAILED)
                .map(Job::id)
                .limit(Math.max(0, jobs.size() - KEPT))
                .toList()
                .forEach(jobs::remove);
        return job;
    }

    /** Those that wait, which are from now on under way. */
    synchronized List<Job> begin() {
        List<Job> begun = new ArrayList<>();
        jobs.replaceAll((id, job) -> {
            if (job.status() != JobStatus.QUEUED) {
                return job;
            }
            Job running = job.now(JobStatus.RUNNING, null);
            begun.add(running);
            return running;
        });
        return begun;
    }

    /** @param error null when all went well */
    synchronized void end(List<Job> begun, @Nullable String error) {
        begun.forEach(job -> jobs.computeIfPresent(
                job.id(), (id, now) -> now.now(error == null ? JobStatus.SUCCEEDED : JobStatus.FAILED, error)));
    }

    /** The job, where this caller asked for it. */
    synchronized Optional<Job> find(UUID id, @Nullable YachtId yacht) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> Objects.equals(job.yacht(), yacht));
    }
}
