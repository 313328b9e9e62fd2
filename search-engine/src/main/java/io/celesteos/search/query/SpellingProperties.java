package io.celesteos.search.query;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When words are taken for mistyped. Codes, part numbers and whatever else has a digit never are; what a word is
 * taken for comes from the yacht's own index and is named in the answer.
 *
 * @param enabled false finds what is typed and nothing else
 * @param fewHits fewer passages than this with most of a query's words count as too few, 0 to 100; only then
 *     are words looked at that are in the index, if hardly. 0 leaves it at words that are not in it at all
 * @param twoEditsFrom words of this many letters and more may hold two errors, shorter ones one, 5 to 40;
 *     lowering it mends more and guesses wrong more often
 */
@Validated
@ConfigurationProperties(prefix = "search.spelling", ignoreUnknownFields = false)
public record SpellingProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("3") @Min(0) @Max(100) int fewHits,
        @DefaultValue("8") @Min(5) @Max(40) int twoEditsFrom) {}
