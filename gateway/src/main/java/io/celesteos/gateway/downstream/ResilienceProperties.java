package io.celesteos.gateway.downstream;

import io.celesteos.contracts.client.GuardSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a service in trouble may cost, the same for orchestrated and proxied calls.
 *
 * @param search limits of the search-engine
 * @param embedding limits of the embedding-service
 * @param nlp limits of the nlp-service
 * @param streaming limits of the streaming-proxy
 * @param window latest calls that a breaker judges by, 1 to 100,000; raising it makes it slower to open and to forget
 * @param minimumCalls calls in the window before it judges at all, 1 to 100,000
 * @param failurePercent share of failed calls that opens it, 1 to 100
 * @param slowPercent share of slow calls that opens it, 1 to 100
 * @param openFor longest time that a breaker stays open when nothing is heard of its service; a service whose
 *     {@code /health} answers is tried earlier
 * @param trialCalls calls that try a service that was given up on, 1 to 100
 * @param probeEvery between two looks at the services while one of them is not well; raising it delays the return of
 *     one that recovers
 * @param lookEvery between two looks while all is well
 * @param attempts of a call that only reads, 1 to 5, counting the first
 * @param retryShare retries for each call, 0 to 1; 0.1 allows one in ten calls to be tried again
 * @param retryReserve retries that may be saved up, 0 to 1,000
 * @param idleTimeout longest silence within a proxied answer; heartbeats are no silence. Raising it keeps dead streams
 * @param uploadTimeout longest time for an upload and its answer
 */
@Validated
@ConfigurationProperties(prefix = "gateway.resilience", ignoreUnknownFields = false)
public record ResilienceProperties(
        @Valid @NotNull @DefaultValue Limits search,
        @Valid @NotNull @DefaultValue Limits embedding,
        @Valid @NotNull @DefaultValue Limits nlp,
        @Valid @NotNull @DefaultValue Limits streaming,
        @Min(1) @Max(100_000) @DefaultValue("20") int window,
        @Min(1) @Max(100_000) @DefaultValue("10") int minimumCalls,
        @Min(1) @Max(100) @DefaultValue("50") int failurePercent,
        @Min(1) @Max(100) @DefaultValue("80") int slowPercent,
        @NotNull @DefaultValue("10s") Duration openFor,
        @Min(1) @Max(100) @DefaultValue("3") int trialCalls,
        @NotNull @DefaultValue("2s") Duration probeEvery,
        @NotNull @DefaultValue("60s") Duration lookEvery,
        @Min(1) @Max(5) @DefaultValue("2") int attempts,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.1")
        double retryShare,

        @Min(0) @Max(1000) @DefaultValue("10") int retryReserve,
        @NotNull @DefaultValue("90s") Duration idleTimeout,
        @NotNull @DefaultValue("10m") Duration uploadTimeout) {

    /**
     * Of one service.
     *
     * @param maxCalls calls under way, 1 to 100,000; the next one is refused with 503. Raising it lets a slow service
     *     hold more of the gateway's memory
     * @param maxLasting streams and uploads under way, counted apart, 1 to 100,000
     * @param slowCall calls that take this long until their answer begins count as slow
     * @param responseTimeout longest wait for the first byte of a proxied answer; null for
     *     {@code gateway.upstreams.response-timeout}
     */
    public record Limits(
            @Min(1) @Max(100_000) @DefaultValue("400") int maxCalls,
            @Min(1) @Max(100_000) @DefaultValue("4000") int maxLasting,
            @NotNull @DefaultValue("25s") Duration slowCall,
            @Nullable Duration responseTimeout) {}

    public ResilienceProperties {
        if (probeEvery.compareTo(lookEvery) > 0) {
            throw new IllegalArgumentException("gateway.resilience.probe-every (" + probeEvery
                    + ") must not be longer than gateway.resilience.look-every (" + lookEvery + ")");
        }
    }

    Limits of(Upstream upstream) {
        return switch (upstream) {
            case SEARCH -> search;
            case EMBEDDING -> embedding;
            case NLP -> nlp;
            case STREAMING -> streaming;
        };
    }

    /** Longest wait for the first byte of a proxied answer. */
    public Duration responseTimeout(Upstream upstream, UpstreamProperties upstreams) {
        Duration own = of(upstream).responseTimeout();
        return own == null ? upstreams.responseTimeout() : own;
    }

    /** What an answer usually takes no longer than: who waited a good part of it in vain was not impatient. */
    public Duration usualTime(Upstream upstream, UpstreamProperties upstreams) {
        Duration most = responseTimeout(upstream, upstreams);
        Duration usual = switch (upstream) {
            case SEARCH -> upstreams.searchTimeout();
            case NLP -> upstreams.nlpTimeout();
            case EMBEDDING, STREAMING -> most;
        };
        return usual.compareTo(most) < 0 ? usual : most;
    }

    GuardSettings guard(Upstream upstream) {
        Limits limits = of(upstream);
        return new GuardSettings(
                window,
                minimumCalls,
                failurePercent,
                limits.slowCall(),
                slowPercent,
                openFor,
                trialCalls,
                limits.maxCalls(),
                limits.maxLasting(),
                retryShare,
                retryReserve);
    }
}
