package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One result.
 *
 * @param score 0 to 1, comparable within one answer only
 * @param metadata of the document and the passage; {@code title} is always there
 * @param highlights words and phrases of {@code content} that matched; the nearest sentence where the hit was
 *     found by meaning alone
 * @param snippet part of the content, HTML-escaped, matches in {@code <mark>}
 * @param documentId of the document; null for hits that are no part of one
 * @param explanation every score, rank, weight and term, only when asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchHit(
        UUID id,
        HitType type,
        @JsonProperty("document_id") @Nullable UUID documentId,
        @JsonProperty("chunk_index") @Nullable Integer chunkIndex,
        String content,
        String snippet,
        double score,
        HitScores scores,
        Map<String, Object> metadata,
        List<String> highlights,
        @Nullable Map<String, Object> explanation) {

    public SearchHit {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        highlights = List.copyOf(highlights);
    }

    public String title() {
        return metadata.get("title") instanceof String title ? title : "";
    }
}
