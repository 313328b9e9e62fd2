package io.celesteos.gateway.experiment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which share goes where.
 *
 * @param webhookUrl what answers {@code POST /webhook/search} in the other arm, with its path: the workflow that this
 *     gateway replaces; null or blank for nothing
 * @param baseUrl what answers {@code paths} in the other arm, without a path; null or blank for nothing
 * @param paths of {@link #POSSIBLE}, those that {@code baseUrl} answers too
 * @param percent yachts, of a hundred, whose requests the other arm answers; 0 is off
 * @param shadowPercent of the requests that the main arm answers, those that the other one is asked as well and
 *     compared on; 0 is off
 * @param salt which yachts they are; another salt, others
 * @param timeout longest wait for the other arm; then the main one answers
 * @param apiKey sent to the other arm as {@code X-API-Key}; null or blank for none
 * @param forwardCredentials whether the other arm gets the yacht's token as well; it always gets {@code yacht_id}
 * @param maxAnswer longest answer of the other arm
 * @param shadowQueue requests that may wait to be mirrored, 1 to 10,000; further ones are not
 * @param shadowWorkers requests mirrored at a time, 1 to 100
 * @param compareAt how many of the first results are compared, 1 to 100
 */
@Validated
@ConfigurationProperties(prefix = "gateway.experiment", ignoreUnknownFields = false)
public record ExperimentProperties(
        @Nullable String webhookUrl,
        @Nullable String baseUrl,
        @DefaultValue List<String> paths,
        @Min(0) @Max(100) @DefaultValue("0") int percent,
        @Min(0) @Max(100) @DefaultValue("0") int shadowPercent,
        @NotNull @DefaultValue("celeste") String salt,
        @NotNull @DefaultValue("5s") Duration timeout,
        @Nullable String apiKey,
        @DefaultValue("false") boolean forwardCredentials,
        @NotNull @DefaultValue("1MB") DataSize maxAnswer,
        @Min(1) @Max(10_000) @DefaultValue("100") int shadowQueue,
        @Min(1) @Max(100) @DefaultValue("2") int shadowWorkers,
        @Min(1) @Max(100) @DefaultValue("10") int compareAt) {

    static final String WEBHOOK = "/webhook/search";

    /** What asks one question and gets one JSON document, and changes nothing. */
    static final List<String> POSSIBLE = List.of("/api/v1/search", "/api/v1/extract", "/rag/query");

    public ExperimentProperties {
        webhookUrl = checked("webhook-url", webhookUrl);
        baseUrl = checked("base-url", baseUrl);
        paths = List.copyOf(paths);
        apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey;
        if (!POSSIBLE.containsAll(paths)) {
            throw new IllegalArgumentException("gateway.experiment.paths " + paths + " must be of " + POSSIBLE
                    + "; /webhook/search has webhook-url");
        }
        if ((percent > 0 || shadowPercent > 0) && webhookUrl == null && (baseUrl == null || paths.isEmpty())) {
            throw new IllegalArgumentException(
                    "gateway.experiment.percent %d and shadow-percent %d need a webhook-url, or a"
                                    .formatted(percent, shadowPercent)
                            + " base-url with paths");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("gateway.experiment.timeout " + timeout + " must be above zero");
        }
    }

    /** Where the other arm answers {@code path}; empty where it does not. */
    Optional<URI> other(String path) {
        if (path.equals(WEBHOOK)) {
            return Optional.ofNullable(webhookUrl).map(URI::create);
        }
        return baseUrl != null && paths.contains(path) ? Optional.of(URI.create(baseUrl + path)) : Optional.empty();
    }

    boolean hasOther() {
        return webhookUrl != null || (baseUrl != null && !paths.isEmpty());
    }

    private static @Nullable String checked(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!isPlain(text)) {
            // Not repeated: it may hold a password.
            throw new IllegalArgumentException("gateway.experiment." + name + " must be like https://host/path");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isPlain(String text) {
        try {
            URI url = URI.create(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && url.getHost() != null && url.getUserInfo() == null;
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "ExperimentProperties[percent=%d, shadowPercent=%d, paths=%s]".formatted(percent, shadowPercent, paths);
    }
}
