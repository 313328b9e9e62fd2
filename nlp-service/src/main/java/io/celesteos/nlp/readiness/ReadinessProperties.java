package io.celesteos.nlp.readiness;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is done before the service says that it is ready.
 *
 * @param rounds of requests sent to itself, 0 to 10,000; 0 leaves the first caller to wait for classes to be loaded (a
 *     third of a second). More lets the compiler do more of its work beforehand and makes the start longer
 * @param limit longest all of them may take; what is not sent by then is left out
 */
@Validated
@ConfigurationProperties(prefix = "nlp.readiness", ignoreUnknownFields = false)
public record ReadinessProperties(
        @Min(0) @Max(10_000) @DefaultValue("40") int rounds,
        @NotNull @DefaultValue("1s") Duration limit) {}
