package io.celesteos.search.query;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How one search runs.
 *
 * @param window candidates each branch gives to the fusion, 100 to 1,000; fixed, so that {@code top_k} never
 *     changes the order. Raising it finds more of what both branches rank low
 * @param lexicalLimit longest wait for the lexical branch, then it is left out
 * @param vectorLimit longest wait for query embedding and vector search together
 * @param concurrent searches computed at once; more wait, then get 503. Raising it trades latency for refusals
 * @param admissionWait longest wait for a place among them
 */
@Validated
@ConfigurationProperties(prefix = "search.query", ignoreUnknownFields = false)
public record QueryProperties(
        @DefaultValue("100") @Min(100) @Max(1000) int window,
        @NotNull @DefaultValue("2s") Duration lexicalLimit,
        @NotNull @DefaultValue("2s") Duration vectorLimit,
        @DefaultValue("64") @Min(1) @Max(10_000) int concurrent,
        @NotNull @DefaultValue("1s") Duration admissionWait) {}
