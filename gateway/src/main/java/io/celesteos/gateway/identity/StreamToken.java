package io.celesteos.gateway.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Answer of {@code POST /api/v1/stream-tokens}.
 *
 * @param token goes into {@code ?token=} of {@code GET /api/v1/stream} and of the WebSocket
 */
record StreamToken(
        String token,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("expires_in_seconds") long expiresInSeconds) {}
