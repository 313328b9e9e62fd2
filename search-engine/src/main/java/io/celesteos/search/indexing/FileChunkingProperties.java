package io.celesteos.search.indexing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How files with structure of their own (PDF, Office, HTML, tables, mail) are cut; Markdown and plain text are cut as
 * {@link ChunkingProperties} say. Tokens are those of the embedding model, estimated. A change affects files stored
 * from then on.
 *
 * @param targetTokens about how long a chunk may get, 60 to 480; the usual models read 512 with the title
 * @param overlapTokens longest sentence repeated at the start of the next piece, 0 to 120
 * @param tinyTokens sections shorter than this join the next one under the same heading, 0 to 60
 */
@Validated
@ConfigurationProperties(prefix = "search.file-chunking", ignoreUnknownFields = false)
public record FileChunkingProperties(
        @DefaultValue("240") @Min(60) @Max(480) int targetTokens,
        @DefaultValue("40") @Min(0) @Max(120) int overlapTokens,
        @DefaultValue("24") @Min(0) @Max(60) int tinyTokens) {}
