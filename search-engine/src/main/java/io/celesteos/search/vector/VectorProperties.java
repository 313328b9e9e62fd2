package io.celesteos.search.vector;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where vectors are searched.
 *
 * @param backend {@code lucene}: in the in-memory index; {@code pgvector}: in the database
 * @param efSearch pgvector's candidate list, 1 to 1,000; raising it finds more of the true neighbours, slower
 * @param exactBelow pgvector compares every vector of a yacht with at most this many chunks, 0 to 1,000,000
 */
@Validated
@ConfigurationProperties(prefix = "search.vector", ignoreUnknownFields = false)
public record VectorProperties(
        @NotNull @DefaultValue("lucene") Backend backend,
        @DefaultValue("100") @Min(1) @Max(1000) int efSearch,
        @DefaultValue("5000") @Min(0) @Max(1_000_000) int exactBelow) {

    /** Home of the vectors that are searched. */
    public enum Backend {
        LUCENE,
        PGVECTOR
    }
}
