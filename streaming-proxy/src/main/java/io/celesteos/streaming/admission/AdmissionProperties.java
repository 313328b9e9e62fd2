package io.celesteos.streaming.admission;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is taken on at once. SSE, WebSocket and batch count together.
 *
 * @param maxStreams queries in work, 1 to 100,000; raising it takes about 50 KB of heap for each, and three
 *     connections to the services behind
 * @param maxStreamsPerYacht queries in work for one yacht, 1 to 100,000; at or above {@code maxStreams} one yacht
 *     can take every place
 * @param newStreamsPerMinute queries one yacht may begin in a minute, reconnects included, 1 to 1,000,000; as many
 *     may come at once after a quiet minute
 * @param retryAfter what a caller who finds no place is told to wait
 */
@Validated
@ConfigurationProperties(prefix = "streaming.admission", ignoreUnknownFields = false)
record AdmissionProperties(
        @DefaultValue("1000") @Min(1) @Max(100_000) int maxStreams,
        @DefaultValue("100") @Min(1) @Max(100_000) int maxStreamsPerYacht,
        @DefaultValue("600") @Min(1) @Max(1_000_000) int newStreamsPerMinute,
        @NotNull @DefaultValue("2s") Duration retryAfter) {}
