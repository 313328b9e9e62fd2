package io.celesteos.search.vector;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where vectors are searched, and how. The graph settings mean the same in both homes; changed ones count for a
 * Lucene index when it is built anew, which it is at once, and for pgvector in tables that are made later.
 *
 * @param backend {@code lucene}: in the yacht's own index; {@code pgvector}: in the database
 * @param efSearch candidates pgvector takes from its graph for a query, 1 to 1,000, at least the query's window;
 *     raising it finds more of the true neighbours, slower
 * @param exactBelow pgvector compares every vector where at most this many chunks pass yacht and filters, 0 to
 *     1,000,000; for Lucene it is {@code search.lexical.exact-vectors}
 * @param m links of a node of the graph, 4 to 100; raising it finds more, takes memory and time to build
 * @param efConstruction candidates looked at when a node is linked, 2m to 1,000; raising it makes a better graph,
 *     more slowly
 * @param candidates Lucene takes from its graph for a query and ranks by their full vectors, 1 to 1,000, at least the
 *     query's window; raising it finds more, slower
 */
@Validated
@ConfigurationProperties(prefix = "search.vector", ignoreUnknownFields = false)
public record VectorProperties(
        @NotNull @DefaultValue("lucene") Backend backend,
        @DefaultValue("200") @Min(1) @Max(1000) int efSearch,
        @DefaultValue("5000") @Min(0) @Max(1_000_000) int exactBelow,
        @DefaultValue("16") @Min(4) @Max(100) int m,
        @DefaultValue("100") @Min(8) @Max(1000) int efConstruction,
        @DefaultValue("100") @Min(1) @Max(1000) int candidates) {

    /** As it is where nothing is set. */
    public static final VectorProperties DEFAULT = new VectorProperties(Backend.LUCENE, 200, 5000, 16, 100, 100);

    public VectorProperties {
        if (efConstruction < 2 * m) {
            throw new IllegalArgumentException("search.vector.ef-construction (" + efConstruction
                    + ") must be at least twice search.vector.m (" + m + ")");
        }
    }

    /** Home of the vectors that are searched. */
    public enum Backend {
        LUCENE,
        PGVECTOR
    }
}
