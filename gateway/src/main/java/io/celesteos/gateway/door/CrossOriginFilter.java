package io.celesteos.gateway.door;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells browsers which origins may read answers. A request from another origin is answered all the same, without
 * the permission: there are no cookies it could ride on, and behind a proxy that ends TLS the console itself
 * would look like another origin.
 */
@Component
final class CrossOriginFilter implements WebFilter, Ordered {

    private static final String ALLOWED_HEADERS = "Content-Type, Accept, X-Yacht-Signature, X-API-Key, Authorization,"
            + " X-Request-Id, X-Deadline-Ms, traceparent, Last-Event-ID, Idempotency-Key";
    private static final String READABLE_HEADERS =
            "X-Request-Id, Server-Timing, Retry-After, X-RateLimit-Remaining, Location, RateLimit, RateLimit-Policy,"
                    + " Idempotency-Replayed, X-Variant";

    private final CrossOriginProperties properties;

    CrossOriginFilter(CrossOriginProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders asked = exchange.getRequest().getHeaders();
        String origin = asked.getOrigin();
        boolean allowed = origin != null && properties.origins().contains(origin);
        boolean preflight = exchange.getRequest().getMethod().equals(HttpMethod.OPTIONS)
                && origin != null
                && asked.containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        exchange.getResponse().beforeCommit(() -> {
            permit(exchange.getResponse().getHeaders(), allowed ? origin : null);
            return Mono.empty();
        });
        return preflight ? answerPreflight(exchange, allowed) : chain.filter(exchange);
    }

    private void permit(HttpHeaders answer, @Nullable String origin) {
        if (!properties.origins().isEmpty() && !answer.getVary().contains(HttpHeaders.ORIGIN)) {
            answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (origin != null) {
            answer.setAccessControlAllowOrigin(origin);
            answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE_HEADERS);
        }
    }

    private Mono<Void> answerPreflight(ServerWebExchange exchange, boolean allowed) {
        var response = exchange.getResponse();
        if (!allowed) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.NO_CONTENT);
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE");
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
        response.getHeaders().setAccessControlMaxAge(properties.maxAge());
        return response.setComplete();
    }

    @Override
    public int getOrder() {
        return DoorOrder.CROSS_ORIGIN;
    }
}
