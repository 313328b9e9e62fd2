package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /api/v1/jobs/{id}}.
 *
 * @param error why it failed
 * @param files what became of each file; null for documents that came as text, and in lists
 * @param kind what is done, e.g. {@code ingest}
 * @param endedAt null while it goes on
 * @param stalled no progress for longer than is usual: whatever it needs is away, or nobody works; null where
 *     nobody looked
 * @param notice what else is to be known, e.g. what a cancelled job leaves behind
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobReport(
        UUID id,
        JobStatus status,
        JobProgress progress,
        @Nullable String error,
        @Nullable List<FileReport> files,
        @Nullable String kind,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        @Nullable Boolean stalled,
        @Nullable String notice) {

    /** A job without files. */
    public JobReport(UUID id, JobStatus status, JobProgress progress, @Nullable String error) {
        this(id, status, progress, error, null, null, null, null, null, null);
    }

    /** State of a background job. */
    public enum JobStatus {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED;

        /** Whether nothing more happens. */
        public boolean ended() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * Units done out of {@code total} in the stage named.
     *
     * @param stage {@code read} counts files, {@code embed} passages
     * @param rate units a second, measured in this stage; null while too little was measured
     * @param etaSeconds until the end of this stage at that rate; null while unknown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JobProgress(
            int done,
            int total,
            String stage,
            @JsonProperty("rate_per_second") @Nullable Double rate,
            @JsonProperty("eta_seconds") @Nullable Long etaSeconds) {

        /** Nothing measured. */
        public JobProgress(int done, int total, String stage) {
            this(done, total, stage, null, null);
        }
    }
}
