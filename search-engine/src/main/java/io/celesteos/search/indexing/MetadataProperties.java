package io.celesteos.search.indexing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is found out about files by the nlp-service.
 *
 * @param url of the nlp-service; null or blank asks nobody, and files have the metadata they were sent with
 * @param apiKey sent as {@code X-API-Key}; null where the service asks for none
 * @param timeout longest wait for it, once a file; then the file is stored without
 * @param passages of a file's beginning that it looks at, 1 to 100
 */
@Validated
@ConfigurationProperties(prefix = "search.metadata", ignoreUnknownFields = false)
public record MetadataProperties(
        @Nullable String url,
        @Nullable String apiKey,
        @NotNull @DefaultValue("5s") Duration timeout,
        @DefaultValue("24") @Min(1) @Max(100) int passages) {}
