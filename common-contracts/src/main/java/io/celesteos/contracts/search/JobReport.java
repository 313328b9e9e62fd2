package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answer of {@code GET /api/v1/jobs/{id}}; {@code error} says why it failed, {@code files} what became of each file. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobReport(
        UUID id,
        JobStatus status,
        JobProgress progress,
        @Nullable String error,
        @Nullable List<FileReport> files) {

    /** A job without files. */
    public JobReport(UUID id, JobStatus status, JobProgress progress, @Nullable String error) {
        this(id, status, progress, error, null);
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
        CANCELLED
    }

    /** Units done out of {@code total} in the stage named. */
    public record JobProgress(int done, int total, String stage) {}
}
