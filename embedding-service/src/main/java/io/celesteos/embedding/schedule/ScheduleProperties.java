package io.celesteos.embedding.schedule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The queue in front of the models.
 *
 * @param runners threads that compute, 0 to 256; 0 takes as many as there are cores. More than cores only makes
 *     each text slower
 * @param liveRunners threads beyond those, 0 to 16, for nothing but short live texts; with 0 a query waits until
 *     one of the texts being computed is done
 * @param maxQueuedTokens tokens that may wait or be computed at once; a request that would exceed it is refused
 *     with 429. At least 51,200, which is the largest single request (100 texts of 512 tokens). Raising it
 *     lets bursts wait longer instead of being refused
 * @param maxQueuedRequests requests that may wait at once; bounds the memory their texts take
 * @param stuckAfter how long one step may take before the service reports itself unhealthy; far above the
 *     slowest step of the largest model
 */
@Validated
@ConfigurationProperties(prefix = "embedding.schedule", ignoreUnknownFields = false)
public record ScheduleProperties(
        @Min(0) @Max(256) @DefaultValue("0") int runners,
        @Min(0) @Max(16) @DefaultValue("1") int liveRunners,
        @Min(51_200) @DefaultValue("131072") int maxQueuedTokens,
        @Min(1) @DefaultValue("256") int maxQueuedRequests,
        @NotNull @DefaultValue("60s") Duration stuckAfter) {

    int runnerCount() {
        return runners == 0 ? Runtime.getRuntime().availableProcessors() : runners;
    }
}
