package io.celesteos.contracts.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What every service does at its door.
 *
 * @param deadline longest time one request may take when the caller sets none, and the most a caller may ask
 *     for; raising it keeps more slow requests in memory
 * @param maxBody largest JSON body; raising it raises the memory one request may take
 * @param apiKey when set, callers of a service on the servlet stack must send it as {@code X-API-Key}; null leaves
 *     the service open, for a private network. Not looked at on WebFlux: the gateway checks credentials of its own
 */
@Validated
@ConfigurationProperties(prefix = "celeste.web", ignoreUnknownFields = false)
public record WebProperties(
        @NotNull @DefaultValue("30s") Duration deadline,
        @NotNull @DefaultValue("1MB") DataSize maxBody,
        @Nullable String apiKey) {}
