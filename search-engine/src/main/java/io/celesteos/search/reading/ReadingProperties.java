package io.celesteos.search.reading;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What reading one file may cost. Beyond a limit the file is refused with the reason; nothing of it is stored.
 *
 * @param time longest time for one file, then its process is killed
 * @param memory heap of a reading process, from 64 MB; raising it admits larger tables and pages
 * @param idle how long a reading process without work is kept; starting one takes about a second
 * @param maxCharacters of text a file may hold
 * @param maxPages of a PDF
 * @param maxEntries of an Office file's archive, and parts of a message
 * @param maxInflated bytes an Office file may unpack to
 * @param maxDepth to which the XML of an Office file may nest
 * @param maxFiles in one request
 * @param maxWaiting jobs of one yacht whose files wait to be read; further ones are told to come again
 */
@Validated
@ConfigurationProperties(prefix = "search.reading", ignoreUnknownFields = false)
public record ReadingProperties(
        @NotNull @DefaultValue("60s") Duration time,
        @NotNull @DefaultValue("256MB") DataSize memory,
        @NotNull @DefaultValue("30s") Duration idle,

        @DefaultValue("10000000") @Min(1_000) @Max(50_000_000)
        int maxCharacters,

        @DefaultValue("5000") @Min(1) @Max(100_000) int maxPages,
        @DefaultValue("10000") @Min(10) @Max(100_000) int maxEntries,
        @NotNull @DefaultValue("512MB") DataSize maxInflated,
        @DefaultValue("128") @Min(16) @Max(1_000) int maxDepth,
        @DefaultValue("50") @Min(1) @Max(1_000) int maxFiles,
        @DefaultValue("200") @Min(1) @Max(100_000) int maxWaiting) {

    ReadLimits limits() {
        return new ReadLimits(maxCharacters, maxPages, maxEntries, maxInflated.toBytes(), maxDepth);
    }
}
