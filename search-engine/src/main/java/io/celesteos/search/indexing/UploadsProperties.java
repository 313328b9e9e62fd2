package io.celesteos.search.indexing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How received files are worked off.
 *
 * @param lanes files of one yacht that are read at once, over all processes, 1 to 64; beyond the workers there are it
 *     changes nothing
 * @param attempts how often a file is begun before it is given up, 1 to 100
 * @param firstPause before what failed for a passing cause is tried again; doubles each time
 * @param longestPause of these
 * @param stalledAfter after how long without progress a job is told to be stalled
 * @param keepEnded how long jobs are kept after their end
 * @param tend how often yachts are looked over for jobs that stall, lanes that are lost and jobs to be forgotten
 */
@Validated
@ConfigurationProperties(prefix = "search.uploads", ignoreUnknownFields = false)
public record UploadsProperties(
        @DefaultValue("4") @Min(1) @Max(64) int lanes,
        @DefaultValue("6") @Min(1) @Max(100) int attempts,
        @NotNull @DefaultValue("5s") Duration firstPause,
        @NotNull @DefaultValue("5m") Duration longestPause,
        @NotNull @DefaultValue("2m") Duration stalledAfter,
        @NotNull @DefaultValue("30d") Duration keepEnded,
        @NotNull @DefaultValue("30s") Duration tend) {

    /** @param failures so far, from 1 */
    Duration pauseAfter(int failures) {
        long pause = firstPause.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
        return Duration.ofMillis(Math.min(pause, longestPause.toMillis()));
    }
}
