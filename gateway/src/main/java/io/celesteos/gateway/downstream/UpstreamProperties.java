package io.celesteos.gateway.downstream;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the inner services are.
 *
 * @param search base URL of the search-engine, without a path
 * @param embedding base URL of the embedding-service
 * @param nlp base URL of the nlp-service
 * @param streaming base URL of the streaming-proxy
 * @param apiKey sent to all of them as {@code X-API-Key}; null or blank where they ask for none
 * @param connectTimeout longest wait for a connection; raising it makes a dead machine cost more
 * @param responseTimeout longest wait for the first byte of a proxied answer; raising it keeps more slow
 *     requests open
 * @param searchTimeout longest wait for one search of the orchestrated answer
 * @param nlpTimeout longest wait for one extraction of the orchestrated answer
 */
@Validated
@ConfigurationProperties(prefix = "gateway.upstreams", ignoreUnknownFields = false)
public record UpstreamProperties(
        @NotNull @DefaultValue("http://localhost:8001") URI search,
        @NotNull @DefaultValue("http://localhost:8002") URI embedding,
        @NotNull @DefaultValue("http://localhost:8003") URI nlp,
        @NotNull @DefaultValue("http://localhost:8004") URI streaming,
        @Nullable String apiKey,
        @NotNull @DefaultValue("1s") Duration connectTimeout,
        @NotNull @DefaultValue("35s") Duration responseTimeout,
        @NotNull @DefaultValue("8s") Duration searchTimeout,
        @NotNull @DefaultValue("2s") Duration nlpTimeout) {

    public UpstreamProperties {
        apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey;
        search = plain("search", search);
        embedding = plain("embedding", embedding);
        nlp = plain("nlp", nlp);
        streaming = plain("streaming", streaming);
    }

    public URI url(Upstream upstream) {
        return switch (upstream) {
            case SEARCH -> search;
            case EMBEDDING -> embedding;
            case NLP -> nlp;
            case STREAMING -> streaming;
        };
    }

    @Override
    public String toString() {
        return "UpstreamProperties[search=%s, embedding=%s, nlp=%s, streaming=%s]"
                .formatted(search, embedding, nlp, streaming);
    }

    /** A trailing slash would double the one every path begins with. */
    private static URI plain(String name, URI url) {
        String text = url.toString();
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "gateway.upstreams." + name + " must be like http://host:port, not " + text);
        }
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
