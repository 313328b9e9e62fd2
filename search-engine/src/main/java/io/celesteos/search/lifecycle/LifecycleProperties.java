package io.celesteos.search.lifecycle;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How indexes follow the database, and where they are kept.
 *
 * @param poll pause between two looks at the generations; raising it delays the visibility of changes
 * @param loaders yachts loaded at once, 1 to 16; raising it shortens a fleet's start and takes connections
 * @param batch passages read from the database in one query, 1 to 5,000
 * @param retryAfter what callers of a yacht that is still loading are told to wait
 * @param indexFolder folder that keeps indexes from one run to the next, for one process at a time; empty keeps
 *     them in memory, and every start reads all yachts from the database
 * @param commitInterval longest time that what was followed is not yet safe on disk; after a crash so much is read
 *     again. Lowering it writes to disk more often
 * @param rebuild time between two rebuilds of a yacht's index, give or take a quarter; 0 for never. Lowering it
 *     takes processor time and, where indexes are in memory, room for a second copy
 * @param memoryBudget indexes open at once may have this many bytes together, vectors included; those used least
 *     recently are closed first. In memory it is cut to half the heap. One yacht is always open, whatever its size
 * @param openWait longest time a request waits for an index to be opened from disk, then it is told to come back
 */
@Validated
@ConfigurationProperties(prefix = "search.lifecycle", ignoreUnknownFields = false)
public record LifecycleProperties(
        @NotNull @DefaultValue("1s") Duration poll,
        @DefaultValue("2") @Min(1) @Max(16) int loaders,
        @DefaultValue("500") @Min(1) @Max(5000) int batch,
        @NotNull @DefaultValue("2s") Duration retryAfter,
        @NotNull @DefaultValue("") String indexFolder,
        @NotNull @DefaultValue("30s") Duration commitInterval,
        @NotNull @DefaultValue("1h") Duration rebuild,
        @NotNull @DefaultValue("1GB") DataSize memoryBudget,
        @NotNull @DefaultValue("1s") Duration openWait) {}
