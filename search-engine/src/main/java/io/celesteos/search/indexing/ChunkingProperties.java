package io.celesteos.search.indexing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How documents are cut. A change affects documents stored from then on.
 *
 * @param targetWords about how long a chunk may get, 40 to 400; raising it gives more context and blurs the
 *     vector, and beyond about 300 the embedding model no longer reads the end
 * @param overlapWords longest sentence repeated at the start of the next piece of a cut section, 0 to 100
 * @param tinyWords sections shorter than this join their neighbour, 0 to 40
 */
@Validated
@ConfigurationProperties(prefix = "search.chunking", ignoreUnknownFields = false)
public record ChunkingProperties(
        @DefaultValue("160") @Min(40) @Max(400) int targetWords,
        @DefaultValue("30") @Min(0) @Max(100) int overlapWords,
        @DefaultValue("15") @Min(0) @Max(40) int tinyWords) {}
