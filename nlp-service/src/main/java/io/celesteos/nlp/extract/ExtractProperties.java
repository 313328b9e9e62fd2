package io.celesteos.nlp.extract;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What extraction does at its own door.
 *
 * @param timeZone zone of dates where neither the request nor the yacht has one
 * @param maxConcurrent 1 to 1,000 requests worked on at once; raising it beyond a few a core makes all of them slower
 * @param maxWait longest wait for a turn before the request is refused with 503; raising it trades refusals for latency
 */
@Validated
@ConfigurationProperties(prefix = "nlp.extract", ignoreUnknownFields = false)
public record ExtractProperties(
        @NotNull @DefaultValue("UTC") ZoneId timeZone,
        @Min(1) @Max(1_000) @DefaultValue("32") int maxConcurrent,
        @NotNull @DefaultValue("2s") Duration maxWait) {}
