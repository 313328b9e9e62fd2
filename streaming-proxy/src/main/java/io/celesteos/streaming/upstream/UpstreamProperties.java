package io.celesteos.streaming.upstream;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services behind are, and how long they may take. What is left of the request's deadline may be less.
 *
 * @param searchUrl base URL of the search-engine
 * @param nlpUrl base URL of the nlp-service
 * @param searchTimeout longest wait for one search; raising it keeps streams of a slow search open longer
 * @param nlpTimeout longest wait for the entities, which hold up the end of a stream but nothing else
 * @param apiKey sent to both; null or empty where they ask for none
 */
@Validated
@ConfigurationProperties(prefix = "streaming.upstream", ignoreUnknownFields = false)
record UpstreamProperties(
        @NotNull @DefaultValue("http://localhost:8001") URI searchUrl,
        @NotNull @DefaultValue("http://localhost:8003") URI nlpUrl,
        @NotNull @DefaultValue("10s") Duration searchTimeout,
        @NotNull @DefaultValue("2s") Duration nlpTimeout,
        @Nullable String apiKey) {

    /** Null where none is to be sent; a variable that is set to nothing arrives as an empty text. */
    @Nullable
    String apiKeyOrNone() {
        return apiKey == null || apiKey.isBlank() ? null : apiKey;
    }
}
