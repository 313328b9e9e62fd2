package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;

/** 202 answer of {@code POST /api/v1/documents}. */
public record DocumentsAccepted(
        @JsonProperty("job_id") UUID jobId,
        @JsonProperty("document_ids") List<UUID> documentIds) {}
