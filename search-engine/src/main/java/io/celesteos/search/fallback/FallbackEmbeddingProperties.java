package io.celesteos.search.fallback;

import io.celesteos.search.retrieval.EmbeddingSpace;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Embeddings of another provider. A key turns them on, and with them every passage and, while the embedding-service
 * is away, every query is sent to that provider.
 *
 * @param enabled false keeps everything in the house although there is a key
 * @param apiKey sent as a bearer token; null or empty turns all of this off; never logged
 * @param baseUrl up to and with the version, as in {@code https://api.openai.com/v1}, which null or empty means
 * @param model as the provider names it
 * @param space name the vectors are stored under, up to 40 lower-case letters, digits and {@code . / @ -}; empty:
 *     {@code openai/<model>@<dimensions>}. Vectors of another provider need a name of their own
 * @param dimensions of the vectors, 1 to 3,072, with pgvector to 2,000; fewer find less and take less memory
 * @param sendDimensions whether they are asked for; models that have one length only refuse to be asked
 * @param encoding of the vectors on the wire; {@code float} for providers that do not know {@code base64}
 * @param connectTimeout longest wait for a connection
 * @param queryTimeout longest wait for a query's vector, and the time kept for it when the embedding-service hangs
 * @param dailyBudget US dollars a day (UTC) for passages, all instances together; 0 stops the filling. Queries are
 *     counted in the metrics and not stopped
 * @param price US dollars for a million tokens; 0 where it costs nothing, which leaves the filling without a limit
 * @param memory for vectors that are searched in this process, which is where {@code search.vector.backend} is
 *     {@code lucene}: a byte a dimension. A yacht that does not fit is searched by words alone
 * @param keep how long they stay there without being searched
 */
@Validated
@ConfigurationProperties(prefix = "search.fallback-embedding", ignoreUnknownFields = false)
public record FallbackEmbeddingProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @NotBlank @DefaultValue("text-embedding-3-small") String model,

        @NotNull @DefaultValue("") @Pattern(regexp = "|[a-z0-9][a-z0-9./@-]{0,39}")
        String space,

        @DefaultValue("1536") @Min(1) @Max(3072) int dimensions,
        @DefaultValue("true") boolean sendDimensions,
        @NotNull @DefaultValue("base64") Encoding encoding,
        @NotNull @DefaultValue("1s") Duration connectTimeout,
        @NotNull @DefaultValue("800ms") Duration queryTimeout,
        @NotNull @DefaultValue("1.00") @DecimalMin("0") BigDecimal dailyBudget,
        @NotNull @DefaultValue("0.02") @DecimalMin("0") BigDecimal price,
        @NotNull @DefaultValue("128MB") DataSize memory,
        @NotNull @DefaultValue("10m") Duration keep,
        @NotNull @Valid @DefaultValue Fill fill) {

    private static final String OPENAI = "https://api.openai.com/v1";
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int LONGEST_TABLE = "chunk_vectors_".length() + 40;

    /** How vectors come over the wire. */
    public enum Encoding {
        FLOAT,
        BASE64
    }

    /**
     * How the space is filled.
     *
     * @param batch chunks in one request, 1 to 2,048
     * @param requestTokens in one request by our own estimate, which is on the high side; 8,192 to 300,000
     * @param tokensPerMinute taken by one instance, 1,000 or more; below the account's limit, which queries share
     * @param timeout longest wait for one request
     * @param firstPause wait after a failure; it doubles with each further one
     * @param longestPause where the doubling ends; a longer {@code Retry-After} is waited for all the same
     */
    public record Fill(
            @DefaultValue("64") @Min(1) @Max(2048) int batch,
            @DefaultValue("50000") @Min(8192) @Max(300_000) int requestTokens,
            @DefaultValue("500000") @Min(1000) int tokensPerMinute,
            @NotNull @DefaultValue("30s") Duration timeout,
            @NotNull @DefaultValue("2s") Duration firstPause,
            @NotNull @DefaultValue("5m") Duration longestPause) {}

    /** A variable that is set to nothing arrives as an empty text. */
    public FallbackEmbeddingProperties {
        apiKey = given(apiKey);
        baseUrl = given(baseUrl);
        // Said here, without the value: what refuses a header would print it.
        if (apiKey != null && !apiKey.chars().allMatch(sign -> sign > ' ' && sign < 0x7F)) {
            throw new IllegalArgumentException(
                    "search.fallback-embedding.api-key must be one line of visible ASCII characters");
        }
        if (baseUrl != null) {
            baseUrl = checked(baseUrl);
        }
        if (nameOf(space, model, dimensions).table().length() > LONGEST_TABLE) {
            throw new IllegalArgumentException("the name made of search.fallback-embedding.model and dimensions is too"
                    + " long: set search.fallback-embedding.space, up to 40 characters");
        }
    }

    public EmbeddingSpace embeddingSpace() {
        return nameOf(space, model, dimensions);
    }

    URI endpoint() {
        return URI.create((baseUrl == null ? OPENAI : baseUrl) + "/embeddings");
    }

    /** What may be spent on passages in a day. */
    long tokensPerDay() {
        if (price.signum() == 0) {
            return dailyBudget.signum() == 0 ? 0 : Long.MAX_VALUE / 2;
        }
        BigDecimal tokens = dailyBudget.multiply(MILLION).divide(price, 0, RoundingMode.DOWN);
        return tokens.min(BigDecimal.valueOf(Long.MAX_VALUE / 2)).longValue();
    }

    /** US dollars for so many tokens. */
    double cost(long tokens) {
        return price.doubleValue() * tokens / MILLION.doubleValue();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "FallbackEmbeddingProperties[" + embeddingSpace().name() + "]";
    }

    private static EmbeddingSpace nameOf(String space, String model, int dimensions) {
        String name = space.isEmpty() ? "openai/" + model.toLowerCase(Locale.ROOT) + "@" + dimensions : space;
        return new EmbeddingSpace(name, model, dimensions);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String checked(String url) {
        URI uri = URI.create(url);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException(
                    "search.fallback-embedding.base-url must be http(s)://host[:port][/path],"
                            + " without a query or a user");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
