package io.celesteos.search.indexing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answer of {@code GET /api/v1/documents}: one page by title, and how many there are. */
record DocumentList(List<DocumentSummary> documents, long total) {

    /** One document without its text. */
    record DocumentSummary(
            UUID id,
            String title,
            int chunks,
            Map<String, Object> metadata,
            @JsonProperty("created_at") OffsetDateTime createdAt) {}
}
