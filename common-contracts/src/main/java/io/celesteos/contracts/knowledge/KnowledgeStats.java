package io.celesteos.contracts.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /rag/stats}: what the caller may search.
 *
 * @param sources of all files, in alphabetical order, the first 1,000; {@code topics} likewise
 * @param chunks pieces of all files; {@code vectors} how many of them can be found by meaning
 * @param skipped the first 100 files that could not be read; {@code skippedFiles} how many there are
 * @param loadedAt when the folder was last read as a whole; null until then
 * @param degraded what is wrong with folder or store; empty when all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnowledgeStats(
        @JsonProperty("total_documents") int totalDocuments,
        List<String> sources,
        List<String> topics,
        Status status,
        @Nullable Integer chunks,
        @Nullable Integer vectors,
        @JsonProperty("skipped_files") @Nullable Integer skippedFiles,
        @Nullable List<SkippedFile> skipped,
        @JsonProperty("loaded_at") @Nullable Instant loadedAt,
        @Nullable List<String> degraded) {

    public KnowledgeStats {
        chunks = chunks == null ? 0 : chunks;
        vectors = vectors == null ? 0 : vectors;
        skippedFiles = skippedFiles == null ? 0 : skippedFiles;
        sources = List.copyOf(sources);
        topics = List.copyOf(topics);
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
        degraded = degraded == null ? List.of() : List.copyOf(degraded);
    }

    /** Whether questions are answered. */
    public enum Status {
        READY,
        LOADING;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
