package io.celesteos.gateway.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** {@code POST /api/v1/stream-tokens}: the credential for a URL, in exchange for the one in a header. */
@RestController
@Tag(name = "Streams")
class StreamTokenEndpoint {

    private final StreamTokens tokens;

    StreamTokenEndpoint(StreamTokens tokens) {
        this.tokens = tokens;
    }

    @PostMapping("/api/v1/stream-tokens")
    @Operation(
            summary = "A short-lived token for the streams",
            description = "Browsers cannot send headers with EventSource or WebSocket. Give this token to"
                    + " GET /api/v1/stream?token=... or /api/v1/stream/ws?token=... instead of the signature.")
    StreamToken issue(ServerWebExchange exchange) {
        return tokens.issue(SignedIn.yacht(exchange).id());
    }
}
