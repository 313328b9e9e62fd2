package io.celesteos.streaming.provider.chain;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The language models that may write an answer.
 *
 * @param providers in the order in which they are asked; one with neither a key nor a base URL is left out, and
 *     with none left answers are quoted
 * @param connectTimeout longest wait for a connection, 1 ms or more; raising it delays the next provider
 * @param breakerPause how long a provider that keeps failing is left alone, 1 ms or more
 */
@Validated
@ConfigurationProperties(prefix = "streaming.llm", ignoreUnknownFields = false)
record LlmProperties(
        @DefaultValue List<@Valid Provider> providers,
        @NotNull @DefaultValue("3s") Duration connectTimeout,
        @NotNull @DefaultValue("30s") Duration breakerPause) {

    LlmProperties {
        providers = List.copyOf(providers);
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("breaker-pause", breakerPause);
        long names = providers.stream().map(Provider::name).distinct().count();
        if (names < providers.size()) {
            throw new IllegalArgumentException("streaming.llm.providers: each needs a name of its own");
        }
    }

    /** Those that can be asked. */
    List<Provider> configured() {
        return providers.stream().filter(Provider::configured).toList();
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException("streaming.llm." + name + " (" + value + ") must be 1 ms or more");
        }
    }

    /**
     * One model at one provider.
     *
     * @param name in {@code usage}, logs and metrics: lower-case letters, digits, hyphens
     * @param dialect what it speaks
     * @param baseUrl null for the dialect's own provider; for the dialects of OpenAI it ends with the version, as
     *     in {@code http://localhost:11434/v1}, for Anthropic's before it
     * @param apiKey null where none is needed; never logged
     * @param model as the provider names it
     * @param maxInputTokens of the prompt, by our own estimate, 500 to 1,000,000; more passages fit in, and cost;
     *     the window of the model must hold it beside the answer
     * @param maxOutputTokens at which the provider stops, 16 to 100,000; a model that thinks first needs more
     * @param temperature 0 to 2; null for the model's own
     * @param inputPrice US dollars for a million tokens of the prompt; null leaves the cost out
     * @param outputPrice US dollars for a million tokens of the answer; null leaves the cost out
     * @param firstTokenLimit longest wait for the first words before the next provider is asked
     * @param idleLimit longest silence after that; then the answer counts as cut
     */
    record Provider(
            @NotNull @Pattern(regexp = "[a-z0-9-]{1,40}") String name,
            @NotNull Dialect dialect,
            @Nullable String baseUrl,
            @Nullable String apiKey,
            @Nullable String model,
            @DefaultValue("6000") @Min(500) @Max(1_000_000) int maxInputTokens,
            @DefaultValue("1000") @Min(16) @Max(100_000) int maxOutputTokens,
            @Nullable @DecimalMin("0") @DecimalMax("2") Double temperature,
            @Nullable @DecimalMin("0") BigDecimal inputPrice,
            @Nullable @DecimalMin("0") BigDecimal outputPrice,
            @NotNull @DefaultValue("10s") Duration firstTokenLimit,
            @NotNull @DefaultValue("10s") Duration idleLimit) {

        /** A variable that is set to nothing arrives as an empty text. */
        Provider {
            baseUrl = blankAsNull(baseUrl);
            apiKey = blankAsNull(apiKey);
            model = blankAsNull(model);
            if (baseUrl != null) {
                baseUrl = checked(name, baseUrl);
            }
            if (model == null && (baseUrl != null || apiKey != null)) {
                throw new IllegalArgumentException("streaming.llm.providers (" + name + ") needs a model");
            }
            requirePositive("providers (" + name + ").first-token-limit", firstTokenLimit);
            requirePositive("providers (" + name + ").idle-limit", idleLimit);
        }

        boolean configured() {
            return baseUrl != null || apiKey != null;
        }

        /** The model's name; only of one that is configured. */
        String modelName() {
            if (model == null) {
                throw new IllegalStateException(name + " is not configured");
            }
            return model;
        }

        /** Without the key. */
        @Override
        public String toString() {
            return name + " (" + dialect + ", " + model + (apiKey == null ? ", no key)" : ", with a key)");
        }

        private static @Nullable String blankAsNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        private static String checked(String name, String url) {
            URI uri = URI.create(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                throw new IllegalArgumentException("streaming.llm.providers (" + name
                        + ").base-url must be http(s)://host[:port][/path], without a query or a user");
            }
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
    }
}
