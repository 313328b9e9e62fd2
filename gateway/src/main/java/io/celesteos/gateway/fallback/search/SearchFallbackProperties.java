package io.celesteos.gateway.fallback.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The search in the database that stands in for the search-engine.
 *
 * @param connections of its own pool, 1 to 32, opened when first needed: sign-ins and the query log keep theirs. Raising
 *     it answers more searches at one time and loads the database more
 * @param maxConcurrent searches at one time, 1 to 1,000; further ones wait in order for half of what is left of their
 *     deadline. More than there are connections, because some wait for their query's vector
 * @param maxResults most results, 1 to 100, also where more are asked for
 * @param statementTimeout longest time for one statement; what is left of the deadline may be shorter
 * @param embedTimeout longest wait for the query's vector; then words answer alone
 * @param maxScanned vectors that are compared one by one where pgvector does not hold the yacht's, 0 to 200,000; a
 *     yacht with more is searched by words alone. Raising it finds by meaning in larger yachts, more slowly
 */
@Validated
@ConfigurationProperties(prefix = "gateway.search-fallback", ignoreUnknownFields = false)
public record SearchFallbackProperties(
        @Min(1) @Max(32) @DefaultValue("4") int connections,
        @Min(1) @Max(1000) @DefaultValue("8") int maxConcurrent,
        @Min(1) @Max(100) @DefaultValue("50") int maxResults,
        @NotNull @DefaultValue("2s") Duration statementTimeout,
        @NotNull @DefaultValue("800ms") Duration embedTimeout,
        @Min(0) @Max(200_000) @DefaultValue("20000") int maxScanned) {}
