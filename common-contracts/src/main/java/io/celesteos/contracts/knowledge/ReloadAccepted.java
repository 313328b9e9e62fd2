package io.celesteos.contracts.knowledge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * 202 answer of {@code POST /rag/reload}.
 *
 * @param documentsLoaded files that are searched until the reload is done
 */
public record ReloadAccepted(
        String message,
        @JsonProperty("documents_loaded") int documentsLoaded,
        @JsonProperty("job_id") UUID jobId) {}
