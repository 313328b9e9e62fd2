package io.celesteos.contracts.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one service.
 *
 * @param timeout longest wait for one answer; what is left of the request's deadline may be shorter
 * @param attempts 1 to 5, counting the first; only requests that change nothing are tried again, after
 *     connection failures and 503
 * @param apiKey sent as {@code X-API-Key}; null where the service asks for none
 */
public record ClientSettings(
        String name,
        URI baseUrl,
        Duration connectTimeout,
        Duration timeout,
        int attempts,
        @Nullable String apiKey) {

    /** A lost packet of the handshake is sent again after one second (RFC 6298); a busy machine loses some. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    public ClientSettings {
        if (attempts < 1 || attempts > 5) {
            throw new IllegalArgumentException("attempts must be 1 to 5, not " + attempts);
        }
    }

    /** With two attempts, and up to half of the time for one of them to connect. */
    public static ClientSettings of(String name, URI baseUrl, Duration timeout) {
        Duration half = timeout.dividedBy(2);
        return new ClientSettings(
                name, baseUrl, half.compareTo(LONGEST_CONNECT) < 0 ? half : LONGEST_CONNECT, timeout, 2, null);
    }

    /** @param key null or blank where the service asks for none */
    public ClientSettings withApiKey(@Nullable String key) {
        return new ClientSettings(
                name, baseUrl, connectTimeout, timeout, attempts, key == null || key.isBlank() ? null : key);
    }
}
