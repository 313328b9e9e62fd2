package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The knowledge base.
 *
 * @param folder of Markdown files; one that is not there holds nothing until it is
 * @param storeFolder where the indexes are kept between two runs; empty keeps them in memory, and each start reads
 *     everything anew
 * @param scanInterval between two looks at the folder, 100 ms to 5 s; a change is served two of them and a second later
 *     at most. Raising it spares a slow disk
 * @param maxFiles an owner (the shared part, or a yacht) may have, 1 to 100,000
 * @param maxFileSize of one file, up to 64 MB
 * @param maxTotalSize of an owner's files together
 * @param maxDepth folders inside one another, 0 to 64
 * @param maxYachts with files of their own, 0 to 10,000; each takes some memory and open files
 * @param requestsPerMinute a yacht may ask, 1 to 1,000,000; callers without a yacht share one allowance
 * @param burst questions at once after a pause, 1 to 100,000
 * @param cacheSize about how much text kept answers may hold together; raising it raises the heap
 * @param cacheTtl longest life of a kept answer; a changed file ends it sooner
 * @param fillBatch passages embedded in one call, 1 to 100
 * @param fillPause between two attempts to embed what lacks a vector
 * @param fillLimit longest wait for one batch of vectors
 */
@Validated
@ConfigurationProperties(prefix = "search.knowledge", ignoreUnknownFields = false)
public record KnowledgeProperties(
        @NotNull @DefaultValue("knowledge") String folder,
        @NotNull @DefaultValue("") String storeFolder,
        @NotNull @DefaultValue("2s") Duration scanInterval,
        @DefaultValue("2000") @Min(1) @Max(100_000) int maxFiles,
        @NotNull @DefaultValue("1MB") DataSize maxFileSize,
        @NotNull @DefaultValue("64MB") DataSize maxTotalSize,
        @DefaultValue("12") @Min(0) @Max(64) int maxDepth,
        @DefaultValue("500") @Min(0) @Max(10_000) int maxYachts,
        @DefaultValue("300") @Min(1) @Max(1_000_000) int requestsPerMinute,
        @DefaultValue("60") @Min(1) @Max(100_000) int burst,
        @NotNull @DefaultValue("8MB") DataSize cacheSize,
        @NotNull @DefaultValue("1h") Duration cacheTtl,
        @DefaultValue("16") @Min(1) @Max(100) int fillBatch,
        @NotNull @DefaultValue("5s") Duration fillPause,
        @NotNull @DefaultValue("60s") Duration fillLimit) {

    private static final Duration SHORTEST_SCAN = Duration.ofMillis(100);
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(5);
    private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(64);

    public KnowledgeProperties {
        // An empty environment variable must not make the working folder the knowledge of all yachts.
        folder = folder.isBlank() ? "knowledge" : folder;
        if (scanInterval.compareTo(SHORTEST_SCAN) < 0 || scanInterval.compareTo(LONGEST_SCAN) > 0) {
            throw new IllegalArgumentException(
                    "search.knowledge.scan-interval must be 100ms to 5s, not " + scanInterval);
        }
        if (maxFileSize.compareTo(LARGEST_FILE) > 0 || maxFileSize.compareTo(maxTotalSize) > 0) {
            throw new IllegalArgumentException("search.knowledge.max-file-size must be at most 64MB and at most"
                    + " max-total-size (" + maxTotalSize + "), not " + maxFileSize);
        }
    }

    KnowledgeLimits limits() {
        return new KnowledgeLimits(maxFiles, maxFileSize.toBytes(), maxTotalSize.toBytes(), maxDepth, maxYachts);
    }
}
