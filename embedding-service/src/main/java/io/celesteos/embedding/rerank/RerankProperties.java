package io.celesteos.embedding.rerank;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How passages are scored.
 *
 * @param maxPassageTokens of a passage that are read, 16 to 512; of a longer one the window that has most of the
 *     query's words. The time a passage takes grows with it
 * @param cacheSize memory for the token vectors of passages scored before; a passage of 130 tokens takes 50 KB
 * @param reserve kept back from the caller's deadline to put the answer together
 */
@Validated
@ConfigurationProperties(prefix = "embedding.rerank", ignoreUnknownFields = false)
public record RerankProperties(
        @Min(16) @Max(512) @DefaultValue("320") int maxPassageTokens,
        @NotNull @DefaultValue("48MB") DataSize cacheSize,
        @NotNull @DefaultValue("5ms") Duration reserve) {}
