package io.celesteos.contracts.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.search.JobReport.JobStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /rag/reload/{job_id}}.
 *
 * @param skipped the first 100 files that could not be read; {@code skippedFiles} how many there are
 * @param error why it failed; null unless it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReloadReport(
        @JsonProperty("job_id") UUID jobId,
        JobStatus status,
        @JsonProperty("documents_loaded") int documentsLoaded,
        @JsonProperty("skipped_files") int skippedFiles,
        @Nullable List<SkippedFile> skipped,
        @Nullable String error) {

    public ReloadReport {
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
    }
}
