package io.celesteos.gateway.door;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Headers that belong on every answer. Set when the answer is about to leave, so that they replace whatever an
 * inner service said and none is sent twice.
 */
@Component
final class AnswerHeadersFilter implements WebFilter, Ordered {

    private static final String NOTHING_FOREIGN = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; ";
    private static final String CONSOLE = NOTHING_FOREIGN + "style-src 'self'";
    /** Swagger UI writes style attributes. */
    private static final String SWAGGER = NOTHING_FOREIGN + "style-src 'self' 'unsafe-inline'";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set("Content-Security-Policy", isSwagger(path) ? SWAGGER : CONSOLE);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("X-Permitted-Cross-Domain-Policies", "none");
            headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
            if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
                headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
            }
            var status = exchange.getResponse().getStatusCode();
            if (HttpStatus.UNAUTHORIZED.equals(status)) {
                // A scheme no browser knows: required by RFC 9110, and no password box pops up.
                headers.set(HttpHeaders.WWW_AUTHENTICATE, "YachtSignature realm=\"celeste\"");
            }
            if (HttpStatus.TOO_MANY_REQUESTS.equals(status) && !headers.containsHeader("X-RateLimit-Remaining")) {
                headers.set("X-RateLimit-Remaining", "0");
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static boolean isSwagger(String path) {
        return path.startsWith("/swagger-ui") || path.startsWith("/webjars/");
    }

    @Override
    public int getOrder() {
        return DoorOrder.ANSWER_HEADERS;
    }
}
