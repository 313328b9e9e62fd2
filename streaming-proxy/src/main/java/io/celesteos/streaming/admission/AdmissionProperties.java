package io.celesteos.streaming.admission;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is taken on at once.
 *
 * @param maxStreams queries in work over SSE, WebSocket and batch together, 1 to 100,000; raising it takes about
 *     50 KB of heap for each, and three connections to the services behind
 * @param retryAfter what a caller beyond that is told to wait
 */
@Validated
@ConfigurationProperties(prefix = "streaming.admission", ignoreUnknownFields = false)
record AdmissionProperties(
        @DefaultValue("1000") @Min(1) @Max(100_000) int maxStreams,
        @NotNull @DefaultValue("2s") Duration retryAfter) {}
