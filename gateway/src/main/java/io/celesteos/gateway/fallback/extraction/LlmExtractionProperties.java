package io.celesteos.gateway.fallback.extraction;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The language model that stands in for the nlp-service. It is asked only where a key or a base URL is given.
 *
 * @param apiKey sent as a bearer token; null or blank where none is needed
 * @param baseUrl of an OpenAI-compatible API, up to its version; null or blank is OpenAI's own
 * @param model that knows strict JSON schemas
 * @param timeout longest wait for its answer; what is left of the deadline may be shorter
 * @param maxCharacters of a text that is sent, 100 to 20,000; a longer one is not read at all. Raising it makes long
 *     texts cost more
 * @param maxConcurrent questions at one time, 1 to 200; further ones go without. Raising it lets an outage of the
 *     nlp-service cost more
 */
@Validated
@ConfigurationProperties(prefix = "gateway.llm-extraction", ignoreUnknownFields = false)
public record LlmExtractionProperties(
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @NotBlank @DefaultValue("gpt-4.1-mini") String model,
        @NotNull @DefaultValue("4s") Duration timeout,
        @Min(100) @Max(20_000) @DefaultValue("4000") int maxCharacters,
        @Min(1) @Max(200) @DefaultValue("16") int maxConcurrent) {

    private static final String OPENAI = "https://api.openai.com/v1";

    public LlmExtractionProperties {
        apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
        baseUrl = baseUrl == null || baseUrl.isBlank() ? null : baseUrl.strip();
    }

    boolean configured() {
        return apiKey != null || baseUrl != null;
    }

    URI completions() {
        String base = baseUrl == null ? OPENAI : baseUrl;
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/chat/completions");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LlmExtractionProperties[baseUrl=%s, model=%s]".formatted(baseUrl, model);
    }
}
