package io.celesteos.streaming.readiness;

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
 * @param rounds of requests sent to itself, 0 to 100; 0 leaves the first caller to wait for classes to be loaded (about a
 *     second). They are counted as a yacht's that nobody has
 * @param limit longest all of them may take; what is not sent by then is left out
 */
@Validated
@ConfigurationProperties(prefix = "streaming.readiness", ignoreUnknownFields = false)
record ReadinessProperties(
        @Min(0) @Max(100) @DefaultValue("3") int rounds,
        @NotNull @DefaultValue("5s") Duration limit) {}
