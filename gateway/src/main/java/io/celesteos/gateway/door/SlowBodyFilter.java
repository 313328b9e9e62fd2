package io.celesteos.gateway.door;

import io.celesteos.gateway.body.Upload;
import io.celesteos.gateway.body.WholeBody;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A body has so long to arrive. Uploads of files have the time limit of their whole call, unless they are read here
 * because they are signed.
 */
@Component
final class SlowBodyFilter implements WebFilter, Ordered {

    private final Duration limit;

    SlowBodyFilter(DoorProperties properties) {
        this.limit = properties.bodyTimeout();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        return hasBody(request) && !Upload.is(request)
                ? chain.filter(exchange.mutate()
                        .request(WholeBody.within(request, limit))
                        .build())
                : chain.filter(exchange);
    }

    private static boolean hasBody(ServerHttpRequest request) {
        return request.getHeaders().getContentLength() > 0
                || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    @Override
    public int getOrder() {
        return DoorOrder.SLOW_BODY;
    }
}
