package io.celesteos.search.tokenvector;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is stored of a passage for late interaction. Changing one of the first three makes another space: the
 * vectors of all chunks are made anew in the background.
 *
 * @param dropStopWords leaves out function words and punctuation; about a third of the bytes
 * @param pool averages so many neighbouring tokens, 1 to 4; raising it saves space and loses detail
 * @param dimensions projects to so many, of those the embedding-service has a projection for; 0 keeps the model's
 * @param batch chunks sent to the embedding-service in one call, 1 to 100
 * @param cacheSize memory for the vectors of passages lately scored, all yachts together; 0 for none
 */
@Validated
@ConfigurationProperties(prefix = "search.token-vectors", ignoreUnknownFields = false)
public record TokenVectorProperties(
        @DefaultValue("true") boolean dropStopWords,
        @DefaultValue("2") @Min(1) @Max(4) int pool,
        @DefaultValue("0") @Min(0) @Max(4096) int dimensions,
        @DefaultValue("16") @Min(1) @Max(100) int batch,
        @NotNull @DefaultValue("64MB") DataSize cacheSize) {

    /**
     * What stored vectors are comparable within.
     *
     * @param served the embedding-service's own name for it: model, revision of its weights, projection
     */
    String space(String served) {
        return served + "/pool" + pool + (dropStopWords ? "-telling" : "-all");
    }
}
