package io.celesteos.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.gateway.answer.AnswerProperties;
import io.celesteos.gateway.bridge.BridgeProperties;
import io.celesteos.gateway.door.CrossOriginProperties;
import io.celesteos.gateway.fallback.extraction.LlmExtractionProperties;
import io.celesteos.gateway.fallback.proxied.FallbackProperties;
import io.celesteos.gateway.fallback.search.SearchFallbackProperties;
import io.celesteos.gateway.identity.IdentityProperties;
import io.celesteos.gateway.identity.JwtProperties;
import io.celesteos.gateway.querylog.QueryLogProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Every default and every property name. */
class SettingsTests {

    @Test
    void upstreams() {
        assertThat(bind("gateway.upstreams", UpstreamProperties.class, Map.of()))
                .isEqualTo(new UpstreamProperties(
                        URI.create("http://localhost:8001"),
                        URI.create("http://localhost:8002"),
                        URI.create("http://localhost:8003"),
                        URI.create("http://localhost:8004"),
                        null,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(35),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(2)));
        UpstreamProperties set = bind(
                "gateway.upstreams",
                UpstreamProperties.class,
                Map.of(
                        "search", "http://s:1/",
                        "embedding", "https://e",
                        "nlp", "http://n:3",
                        "streaming", "http://t:4",
                        "api-key", "secret-key",
                        "connect-timeout", "2s",
                        "response-timeout", "3s",
                        "search-timeout", "4s",
                        "nlp-timeout", "5s"));
        assertThat(set.url(Upstream.SEARCH)).hasToString("http://s:1");
        assertThat(set.url(Upstream.EMBEDDING)).hasToString("https://e");
        assertThat(set.url(Upstream.NLP)).hasToString("http://n:3");
        assertThat(set.url(Upstream.STREAMING)).hasToString("http://t:4");
        assertThat(set.apiKey()).isEqualTo("secret-key");
        assertThat(set.toString()).doesNotContain("secret-key");
        assertThat(List.of(set.connectTimeout(), set.responseTimeout(), set.searchTimeout(), set.nlpTimeout()))
                .extracting(Duration::toSeconds)
                .containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void anUpstreamThatIsNoAddressStopsTheStart() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind("gateway.upstreams", UpstreamProperties.class, Map.of("nlp", "nlp:8003")))
                .havingRootCause()
                .withMessageContaining("gateway.upstreams.nlp");
    }

    @Test
    void aBlankKeyIsNone() {
        assertThat(bind("gateway.upstreams", UpstreamProperties.class, Map.of("api-key", " "))
                        .apiKey())
                .isNull();
    }

    @Test
    void identity() {
        assertThat(bind("gateway.identity", IdentityProperties.class, Map.of()))
                .isEqualTo(new IdentityProperties(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        10_000,
                        30,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(60),
                        null,
                        null,
                        Duration.ofMinutes(5),
                        20));
        String secret = "0123456789abcdef0123456789abcdef";
        IdentityProperties set = bind(
                "gateway.identity",
                IdentityProperties.class,
                Map.of(
                        "remember-for", "1s",
                        "trust-without-database-for", "2s",
                        "max-remembered", "3",
                        "max-failures", "4",
                        "failure-window", "5s",
                        "stream-token-for", "6s",
                        "stream-token-secret", secret,
                        "signing-secret", secret,
                        "signature-window", "7s",
                        "max-keys", "8"));
        assertThat(set)
                .isEqualTo(new IdentityProperties(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        3,
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        secret,
                        secret,
                        Duration.ofSeconds(7),
                        8));
        assertThat(set.toString()).doesNotContain(secret);
    }

    @Test
    void aShortJwtSecretStopsTheStartAndIsNotTold() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind("gateway.jwt", JwtProperties.class, Map.of("secret", "tiny")))
                .havingRootCause()
                .withMessageContaining("JWT_SECRET")
                .withMessageNotContaining("tiny");
        assertThat(bind("gateway.jwt", JwtProperties.class, Map.of("secret", " ", "issuer", "")))
                .isEqualTo(new JwtProperties(
                        null,
                        null,
                        null,
                        "authenticated",
                        "app_metadata.yacht_id",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2)));
    }

    @Test
    void aShortStreamSecretStopsTheStart() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() ->
                        bind("gateway.identity", IdentityProperties.class, Map.of("stream-token-secret", "short")))
                .havingRootCause()
                .withMessageContaining("STREAM_TOKEN_SECRET")
                .withMessageContaining("32")
                .withMessageNotContaining("short");
    }

    @Test
    void theRest() {
        assertThat(bind("gateway.answer", AnswerProperties.class, Map.of()))
                .isEqualTo(new AnswerProperties(Duration.ofSeconds(8), 0.6, 10, 280));
        assertThat(bind(
                        "gateway.answer",
                        AnswerProperties.class,
                        Map.of("deadline", "1s", "service-share", "0.5", "top-k", "2", "preview-characters", "50")))
                .isEqualTo(new AnswerProperties(Duration.ofSeconds(1), 0.5, 2, 50));
        assertThat(bind("gateway.fallback", FallbackProperties.class, Map.of()))
                .isEqualTo(new FallbackProperties(Duration.ofSeconds(4), 0.7));
        assertThat(bind("gateway.fallback", FallbackProperties.class, Map.of("patience", "1s", "service-share", "0.5")))
                .isEqualTo(new FallbackProperties(Duration.ofSeconds(1), 0.5));
        assertThat(bind("gateway.search-fallback", SearchFallbackProperties.class, Map.of()))
                .isEqualTo(
                        new SearchFallbackProperties(4, 8, 50, Duration.ofSeconds(2), Duration.ofMillis(800), 20_000));
        assertThat(bind(
                        "gateway.search-fallback",
                        SearchFallbackProperties.class,
                        Map.of(
                                "connections", "1",
                                "max-concurrent", "2",
                                "max-results", "3",
                                "statement-timeout", "4s",
                                "embed-timeout", "5s",
                                "max-scanned", "6")))
                .isEqualTo(new SearchFallbackProperties(1, 2, 3, Duration.ofSeconds(4), Duration.ofSeconds(5), 6));
        assertThat(bind("gateway.llm-extraction", LlmExtractionProperties.class, Map.of("api-key", " ")))
                .isEqualTo(new LlmExtractionProperties(null, null, "gpt-4.1-mini", Duration.ofSeconds(4), 4000, 16));
        assertThat(bind(
                        "gateway.llm-extraction",
                        LlmExtractionProperties.class,
                        Map.of(
                                "api-key", "k",
                                "base-url", "http://localhost:11434/v1",
                                "model", "m",
                                "timeout", "1s",
                                "max-characters", "100",
                                "max-concurrent", "1")))
                .isEqualTo(new LlmExtractionProperties(
                        "k", "http://localhost:11434/v1", "m", Duration.ofSeconds(1), 100, 1));
        assertThat(bind("gateway.bridge", BridgeProperties.class, Map.of())).isEqualTo(new BridgeProperties(1000));
        assertThat(bind("gateway.bridge", BridgeProperties.class, Map.of("max-in-flight", "2")))
                .isEqualTo(new BridgeProperties(2));
        assertThat(bind("gateway.query-log", QueryLogProperties.class, Map.of()))
                .isEqualTo(new QueryLogProperties(2000, Duration.ofSeconds(3)));
        assertThat(bind("gateway.query-log", QueryLogProperties.class, Map.of("capacity", "1", "drain-for", "1s")))
                .isEqualTo(new QueryLogProperties(1, Duration.ofSeconds(1)));
        assertThat(bind("gateway.cross-origin", CrossOriginProperties.class, Map.of()))
                .isEqualTo(new CrossOriginProperties(List.of(), Duration.ofMinutes(10)));
        assertThat(bind(
                        "gateway.cross-origin",
                        CrossOriginProperties.class,
                        Map.of("origins", "https://a.example,https://b.example", "max-age", "1m")))
                .isEqualTo(new CrossOriginProperties(
                        List.of("https://a.example", "https://b.example"), Duration.ofMinutes(1)));
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put(prefix + "." + name, value));
        return new Binder(source).bindOrCreate(prefix, Bindable.of(type));
    }
}
